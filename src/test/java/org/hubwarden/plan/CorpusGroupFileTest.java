package org.hubwarden.plan;

import static org.hubwarden.plan.Scene.assertUntouched;
import static org.hubwarden.plan.Scene.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What /etc/group, /etc/gshadow and /etc/shadow may hold. Modes are the door's. */
@ReadsCorpus({"group_file", "shadow_file"})
class CorpusGroupFileTest {
    private static final CorpusChecks CHECKS = new CorpusChecks(CorpusGroupFileTest.class, Set.of("mode 0644"));

    static {
        groupRows();
        shadowRows();
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

    private static void groupRows() {
        CHECKS.put("jupyterhub-admins:x:3001:\\n", row -> {
            Scene scene = users().group("", "jupyterhub-admins:x:2001:jupyter-a\n");
            assertEquals(Set.of(2003L), only(scene, SudoersChange.Deny.class).uids());
            assertEquals(1, scene.notices("jupyter-a").size());
        });
        CHECKS.put("jupyterhub-admins:x:3001: jupyter-a", row -> isTakenOut(" jupyter-a", "jupyter-a"));
        CHECKS.put("jupyterhub-admins:x:3001:jupyter-a\\r", row -> isTakenOut("jupyter-a\r", "jupyter-a\r"));
        CHECKS.put("jupyterhub-admins:x:27:", row -> isNotGranted("jupyterhub-admins:x:27:\n"));
        CHECKS.put("jupyterhub-admins:x:3001:mallory", row -> isNotGranted("jupyterhub-admins:x:3001:mallory\n"));
        for (String members : List.of("jupyter-a,jupyter-a", ",,jupyter-a,")) {
            CHECKS.put("jupyterhub-admins:x:3001:" + members, row -> isNormalised(row.text()));
        }
        CHECKS.put("jupyterhub-users with 10000 members", row -> {
            String crowd = IntStream.range(0, 10_000).mapToObj(i -> "m" + i).collect(Collectors.joining(","));
            Scene scene = users().group("jupyterhub-users:x:2002:", "jupyterhub-users:x:2002:" + crowd + ",");
            scene.without("a").pass();
            assertFalse(scene.machine.files.group().contains(",jupyter-a"));
            assertTrue(scene.machine.files.group().contains("jupyterhub-users:x:2002:" + crowd + ",jupyter-b\n"));
        });
        CHECKS.put("group lists jupyter-a, gshadow does not", row -> {
            Scene scene = users().gshadow("jupyterhub-users:!::jupyter-a,", "jupyterhub-users:!::");
            assertEquals("jupyterhub-users", only(scene, GroupChange.Tidy.class).subject());
            scene.pass();
            assertTrue(
                    scene.machine.files.gshadow().orElseThrow().contains("jupyterhub-users:!::jupyter-a,jupyter-b\n"));
        });
        CHECKS.put("docker/lxd/disk", row -> {
            for (String group : "docker/lxd/disk/shadow/adm/wheel/systemd-journal".split("/", -1)) {
                Scene scene = users().group("", group + ":x:500:jupyter-a\n");
                assertEquals(1, scene.notices("jupyter-a").size(), group);
                assertTrue(scene.plan().isEmpty());
            }
        });
    }

    private static void shadowRows() {
        CHECKS.put("shadow has jupyter-a, passwd has not", row -> {
            Scene scene = new Scene().users("a").shadow("", "jupyter-a:$6$x:::::::\n");
            assertEquals(1, scene.conflicts("a").size());
            assertUntouched(scene);
        });
        CHECKS.put("jupyter-a:$6$", row -> {
            Scene scene = users().shadow("jupyter-a:!:", "jupyter-a:$6$own:");
            assertTrue(scene.plan().isEmpty());
        });
        CHECKS.put("jupyter-a:!:20000", row -> {
            Scene scene = users().without("a")
                    .pass()
                    .shadow(
                            "jupyter-a:!::::::1:",
                            line(row.text().split(" ", -1)[0]).strip());
            assertEquals("jupyter-a", only(scene, AccountChange.Lock.class).subject());
            assertTrue(scene.pass().machine.files.shadow().contains("\njupyter-a:!:20000:0:99999:7::1:\n"));
        });
    }

    /** a is 2003, b is 2004, the groups of admins and users are 2001 and 2002. */
    private static Scene users() {
        return new Scene().users("a", "b").pass();
    }

    private static String line(String text) {
        return text + "\n";
    }

    private static void isTakenOut(String written, String member) {
        Scene scene = users().group("jupyterhub-admins:x:2001:", "jupyterhub-admins:x:2001:" + written);
        assertEquals(member, only(scene, GroupChange.RemoveMember.class).member());
        assertTrue(scene.pass().machine.files.group().contains("\njupyterhub-admins:x:2001:\n"));
    }

    private static void isNotGranted(String line) {
        Scene scene = new Scene().group("", line).group("jupyterhub-admins").users("a");
        assertEquals(1, scene.conflicts("jupyterhub-admins").size());
        assertEquals(List.of(), scene.plan().changes(SudoersChange.class));
    }

    private static void isNormalised(String line) {
        Scene scene = new Scene()
                .admins("a")
                .pass()
                .group("jupyterhub-admins:x:2001:jupyter-a", line.replace("3001", "2001"));
        assertTrue(scene.admins("b").pass().machine.files.group().contains(":2001:jupyter-a,jupyter-b\n"));
    }
}
