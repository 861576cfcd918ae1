package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SudoListingTest {

    private static final String HEAD = """
            Matching Defaults entries for jupyter-a on h:
                env_reset, mail_badpass

            User jupyter-a may run the following commands on h:
            """;

    private static Optional<String> disprove(String... rules) {
        return SudoListing.disproveRoot(HEAD + "    " + String.join("\n    ", rules) + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(ALL) NOPASSWD: ALL",
                "(ALL : ALL) NOPASSWD: ALL",
                "(root) NOPASSWD: ALL",
                "(ALL) NOPASSWD: SETENV: ALL",
                "(ALL) /bin/ls, NOPASSWD: ALL"
            })
    void rootIsReached(String rule) {
        assertEquals(Optional.empty(), disprove(rule));
        assertEquals(Optional.empty(), disprove("(ALL) ALL", rule, "(postgres) PASSWD: ALL"));
    }

    @Test
    void aLaterRuleWins() {
        assertEquals(
                Optional.of("everything is denied by: (ALL : ALL) !ALL"),
                disprove("(ALL) NOPASSWD: ALL", "(ALL : ALL) !ALL"));
        assertEquals(
                Optional.of("a password is asked for by: (ALL) PASSWD: ALL"),
                disprove("(ALL) NOPASSWD: ALL", "(ALL) PASSWD: ALL"));
        assertTrue(disprove("(ALL) NOPASSWD: ALL", "(ALL) ALL").isPresent());
    }

    @Test
    void nothingIsNoProof() {
        assertTrue(SudoListing.disproveRoot("User a is not allowed to run sudo on h.\n")
                .isPresent());
        assertTrue(disprove("(ALL) NOPASSWD: /bin/ls").isPresent());
        assertTrue(disprove("(www-data) NOPASSWD: ALL").isPresent());
    }
}
