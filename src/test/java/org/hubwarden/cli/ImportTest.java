package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command: where it writes, and what it refuses. */
class ImportTest {

    private static final Machine FOUND = PretendHub.found();

    @Test
    void writesAFileOnceAndNeverOverOne(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("state.yaml");
        Ran ran = Ran.on(FOUND, "import", "passwd", "--output", file.toString());
        assertEquals(0, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("state.yaml has 6 users; read it"), ran.err());
        String text = Files.readString(file);
        assertTrue(text.contains("\n  ada: {adopt: true}  "), text);
        Ran again = Ran.on(FOUND, "import", "passwd", "--output", file.toString());
        assertEquals(1, again.code());
        assertTrue(again.err().contains("is there already and is not overwritten"), again.err());
        assertEquals(text, Files.readString(file));
        Ran nowhere = Ran.on(
                FOUND, "import", "passwd", "--output", directory.resolve("no/x").toString());
        assertTrue(nowhere.err().contains("its directory is not there"), nowhere.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import moodle | knows tljh, hub and passwd, and not moodle",
                "import tljh --url http://x | are for import hub",
                "import hub | needs a token that may list users",
                "import hub --token-file /nonexistent | is no file with a token",
                "import hub --url ftp://x | is no URL of an API",
                "import hub --url http://hub.example/hub/api | would go to hub.example unencrypted",
            })
    void refusesAndSaysWhatInstead(String typed, String said) {
        Ran ran = Ran.on(FOUND, typed.split(" ", -1));
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains(said), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    @Test
    void aMachineWithoutPeopleGivesNoState() {
        Machine bare = PretendMachine.that(Pretend.lookWithoutState());
        Ran ran = Ran.on(bare, "import", "passwd");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("nobody was found in the accounts in /etc/passwd"), ran.err());
        assertTrue(Ran.on(bare, "import", "tljh").err().contains("there is no /opt/tljh/config/config.yaml"));
    }

    /** The pretended hub gives three pages, and knows the token. */
    @Test
    void aHubIsAskedPageByPageAndItsTokenIsNeverShown() {
        Caller caller = new Caller(Map.of("JUPYTERHUB_API_TOKEN", "sesame"), true, false);
        Ran ran = Ran.as(caller, root -> FOUND, "import", "hub");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("the users of the hub at http://127.0.0.1:15001/hub/api"), ran.out());
        for (int i = 0; i < 5; i++) {
            assertTrue(ran.out().contains("\n  user" + i + ":"), ran.out());
        }
        assertFalse((ran.out() + ran.err()).contains("sesame"));
    }

    @Test
    void aTokenGoesToNoUserWhoTookThePortOfAHub() {
        Machine other = PretendMachine.that(Pretend.lookWithoutState());
        Caller caller = new Caller(Map.of("JUPYTERHUB_API_TOKEN", "sesame"), true, false);
        Ran ran = Ran.as(caller, root -> other, "import", "hub");
        assertEquals(1, ran.code());
        assertTrue(
                ran.err().contains("port 8081 of this machine, where a hub usually has its API, is uid 1005's"),
                ran.err());
        assertEquals(
                0,
                Ran.as(caller, root -> other, "import", "hub", "--url", "http://127.0.0.1:8081/hub/api")
                        .code());
    }

    @Test
    void nobodyLosesAnAdminBecauseOfAToken() {
        Caller caller = new Caller(Map.of("JUPYTERHUB_API_TOKEN", "names-only"), true, false);
        Ran ran = Ran.as(caller, root -> FOUND, "import", "hub");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("does not tell this token who is an admin"), ran.err());
    }
}
