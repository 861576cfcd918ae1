package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hubwarden log}, from the fields of entries to what is printed. */
class LogTest {

    private static Ran log(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "log";
        System.arraycopy(args, 0, all, 1, args.length);
        return Ran.on(PretendMachine.that(Pretend.look(Pretend.nothing())), all);
    }

    @Test
    void aLineHasTimePassAndSentence() {
        Ran ran = log("alice");
        assertEquals(0, ran.code());
        assertTrue(
                ran.out()
                        .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]{8}  c4e44c0b"
                                + "  account jupyter-alice created\\\\x1b\\[2J\n"),
                ran.out());
    }

    @Test
    void nothingIsSaidToBeNothing() {
        Ran ran = log("bob");
        assertEquals("", ran.out());
        assertEquals("hubwarden: the journal has nothing of this about bob\n", ran.err());
    }

    @Test
    void programsGetEveryField() {
        String json = log("--json").out();
        for (String part : new String[] {
            "\"version\" : 1",
            "\"time\" : \"2026-11-25T19:45:44.951321Z\"",
            "\"event\" : \"account.create\"",
            "\"run\" : \"c4e44c0b78fe4a5e981fdfe151721941\"",
            "\"users\" : [ \"alice\" ]",
            "\"groups\" : [ \"a\", \"b\" ]",
            "\"reason\" : \"listed under users\"",
            "\"recovered\" : false"
        }) {
            assertTrue(json.contains(part), () -> part + " in " + json);
        }
        assertFalse(json.contains("somebody else"), json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--since=-1h", "--since=", "--since=now\nx"})
    void aMomentCannotBeAnOption(String since) {
        Ran ran = log(since);
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("for example \"2026-01-31 08:00\", yesterday"), ran.err());
    }
}
