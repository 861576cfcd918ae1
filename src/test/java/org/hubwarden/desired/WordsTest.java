package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Suggestions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign text in sentences, and what was probably meant by it. */
class WordsTest {

    private static final List<String> KNOWN = List.of("version", "users", "admins", "groups", "ids", "hub");

    @ParameterizedTest
    @CsvSource({"user, users", "Users, users", "uesrs, users", "admin, admins", "gruops, groups", "id, ids", "IDS, ids"
    })
    void aSlipIsRecognised(String word, String meant) {
        assertEquals(Optional.of(meant), Suggestions.near(word, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"people", "usr_list", "hop", "x", "''"})
    void anotherWordIsNotASlip(String word) {
        assertEquals(Optional.empty(), Suggestions.near(word, KNOWN));
    }

    @Test
    void theNearestWordIsProposed() {
        assertEquals(Optional.of("cs102"), Suggestions.near("cs_102", List.of("cs101", "cs102", "cs103")));
    }

    @Test
    void whatDoesNotShowIsEscaped() {
        assertEquals(
                "\"a\\x1b[\\x0a\\x85\\u202e\\U000e0001\\\"\\\\\"",
                Shown.quoted("a\u001b[\n\u0085\u202e\udb40\udc01\"\\"));
        assertEquals("\"caf\u00e9 \u674e\"", Shown.quoted("caf\u00e9 \u674e"));
        assertEquals("\"\\u05d0\\u0301\\ud83d\"", Shown.quoted("\u05d0\u0301\ud83d"));
    }

    @Test
    void aLongTextIsCut() {
        assertEquals("\"" + "a".repeat(40) + "\"", Shown.quoted("a".repeat(40)));
        assertEquals("\"" + "a".repeat(40) + "...\"", Shown.quoted("a".repeat(41)));
    }

    @Test
    void strangersAreNamedOnceEachAndThreeAtMost() {
        assertEquals(
                " (U+0430 CYRILLIC SMALL LETTER A, U+00A0 NO-BREAK SPACE, U+00DF LATIN SMALL LETTER SHARP S)",
                Shown.strangers("\u0430\u0430x\u00a0\u00df\u00e9"));
        assertEquals("", Shown.strangers("plain ~"));
    }
}
