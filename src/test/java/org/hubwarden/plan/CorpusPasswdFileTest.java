package org.hubwarden.plan;

import static org.hubwarden.plan.Scene.assertUntouched;
import static org.hubwarden.plan.Scene.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.observed.PasswdEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What /etc/passwd may hold. Files that nothing is read from or written to are met by the door. */
@ReadsCorpus("passwd_file")
class CorpusPasswdFileTest {
    private static final CorpusChecks CHECKS = new CorpusChecks(
            CorpusPasswdFileTest.class,
            Set.of(
                    "NUL byte in gecos",
                    "UTF-8 BOM at the start",
                    "file empty",
                    "file is a symlink",
                    "chattr +i /etc/passwd"));

    static {
        passwdRows();
    }

    static Stream<Row> rows() {
        return CHECKS.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredAsTheCorpusSays(Row row) {
        CHECKS.run(row);
    }

    @Test
    void noCheckIsLeftOver() {
        CHECKS.assertEachIsUsed();
    }

    private static void passwdRows() {
        for (String uid : List.of("00:00", "+0:2001", "4294967295:2001", "4294967296:2001")) {
            CHECKS.put("jupyter-a:x:" + uid, CorpusPasswdFileTest::isNotAdopted);
        }
        CHECKS.put("jupyter-a:x:2001:2001::/:", CorpusPasswdFileTest::isNotAdopted);
        CHECKS.put("jupyter-a:x:2001:2001::/home/jupyter-a/../../etc", CorpusPasswdFileTest::isNotAdopted);
        CHECKS.put("jupyter-a:x:2001:2001::/home/jupyter-a:/bin/sh twice", row -> {
            Scene scene = users().passwd("", line(row.text().replace(" twice", "")));
            assertEquals(1, scene.conflicts("a").size());
            assertUntouched(scene);
        });
        CHECKS.put("jupyter-a and jupyter-b with uid", row -> {
            Scene scene = users().passwd("jupyter-b:x:2004", "jupyter-b:x:2003");
            assertEquals(1, scene.conflicts("a").size());
            assertEquals(1, scene.conflicts("b").size());
        });
        CHECKS.put("jupyter-a:x:2001:{gid", row -> {
            Scene scene = users().passwd("jupyter-a:x:2003:2003", "jupyter-a:x:2003:2001");
            assertEquals(
                    AccountChange.Flaw.PRIMARY_GROUP,
                    only(scene, AccountChange.Repair.class).flaw());
            assertEquals(Set.of(2003L), only(scene, SudoersChange.Deny.class).uids());
        });
        CHECKS.put("jupyter-a::2001", row -> {
            Scene scene = users().passwd("jupyter-a:x:", "jupyter-a::");
            assertEquals(
                    AccountChange.Flaw.EMPTY_PASSWORD,
                    only(scene, AccountChange.Repair.class).flaw());
            assertTrue(scene.pass().machine.files.passwd().contains("\njupyter-a:x:"));
            assertTrue(scene.machine.files.shadow().contains("\njupyter-a:!:"));
        });
        CHECKS.put("line with CRLF", row -> keeps("crlf:x:2002:2002::/:/bin/sh\r\n"));
        CHECKS.put("line with 6, 4 or 3 fields", row -> {
            keeps("six:x:2002:2002::/\nfour:x:2005:2005\nthree:x:2006\n");
            assertEquals(
                    List.of(true, true, false),
                    Stream.of("a:x:1:1:g:/h", "a:x:1:1", "a:x:1")
                            .map(PasswdEntry::parse)
                            .map(Optional::isPresent)
                            .toList());
        });
        CHECKS.put("blank lines, # comments", row -> keeps("\n# comment\n  lead:x:2002:2002::/:/bin/sh\n\n"));
        CHECKS.put("latin1 byte", row -> keeps("l:x:2002:2002:\u00f6:/:/bin/sh\n"));
        CHECKS.put("+::::::", row -> {
            Scene scene = new Scene().users("a").passwd("", line(row.text())).pass();
            assertTrue(scene.machine.files.passwd().endsWith(":/home/jupyter-a:/bin/bash\n+::::::\n"));
        });
    }

    /** a is 2003, b is 2004, the groups of admins and users are 2001 and 2002. */
    private static Scene users() {
        return new Scene().users("a", "b").pass();
    }

    private static String line(String text) {
        return text + "\n";
    }

    private static void isNotAdopted(Row row) {
        Scene scene = new Scene()
                .adopted("a")
                .home("a", 2001, 0750)
                .passwd("", line(row.text()))
                .group("", "jupyter-a:x:2001:\n")
                .shadow("", "jupyter-a:!:::::::\n");
        assertEquals(1, scene.conflicts("a").size());
        assertUntouched(scene);
    }

    private static void keeps(String lines) {
        Scene scene = new Scene().passwd("", lines).users("a").pass();
        assertTrue(scene.machine.files.passwd().contains("/bin/bash\n" + lines + "jupyter-a:"));
    }
}
