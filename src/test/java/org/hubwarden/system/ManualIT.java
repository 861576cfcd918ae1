package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the package holds for readers and their tools, seen by those tools. */
class ManualIT {

    private static final String SHARE = "target/share/";

    @ParameterizedTest
    @ValueSource(strings = {"man1/hubwarden.1.gz", "man5/hubwarden-state.5.gz", "man8/hubwarden.service.8.gz"})
    void pagesAreGoodRoff(String page) {
        String file = SHARE + "man/" + page;
        assertEquals("", sh("zcat " + file + " | groff -ww -z -man -Tutf8 2>&1"));
        assertEquals(
                "", sh("zcat " + file + " >target/page && mandoc -T lint -W warning target/page 2>&1; rm target/page"));
        String shown = sh("zcat " + file + " | groff -man -Tascii -P-cbou");
        assertTrue(shown.contains("SEE ALSO") && !shown.contains("\\"), shown);
    }

    @Test
    void theyAreInThePackageAsTheyWereMade() {
        String listed = sh("dpkg-deb -c target/hubwarden_*_all.deb");
        for (String file : List.of(
                "man/man1/hubwarden.1.gz",
                "man/man5/hubwarden-state.5.gz",
                "man/man8/hubwarden.service.8.gz",
                "bash-completion/completions/hubwarden",
                "hubwarden/state.schema.json")) {
            assertTrue(
                    listed.lines()
                            .anyMatch(l -> l.startsWith("-rw-r--r-- root/root") && l.endsWith("./usr/share/" + file)),
                    file + " in\n" + listed);
            assertEquals(
                    sh("sha256sum <" + SHARE + file),
                    sh("dpkg-deb --fsys-tarfile target/hubwarden_*_all.deb | tar -xO ./usr/share/" + file
                            + " | sha256sum"));
        }
        assertTrue(!listed.contains("Manual"), listed);
    }

    @Test
    void pagesAreCompressedWithoutATime() {
        assertEquals(
                "1f8b080000000000\n", sh("head -c 8 " + SHARE + "man/man1/hubwarden.1.gz | od -An -tx1 | tr -d ' '"));
    }

    @Test
    void theCompletionIsGoodBash() {
        assertEquals("", sh("shellcheck -s bash " + SHARE + "bash-completion/completions/hubwarden"));
    }

    private static String sh(String script) {
        List<String> command = List.of("sh", "-c", script);
        return Background.start(command, command, new byte[0])
                .await(Duration.ofMinutes(1))
                .orFail()
                .stdout();
    }
}
