package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.laws.Machine;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.SudoRule;
import org.hubwarden.spec.SudoersText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the corpus on what a machine may hold, as far as a plan can answer them. */
@ReadsCorpus({"passwd_file", "group_file", "shadow_file", "sudoers", "registry", "home_tree"})
class CorpusPlanTest {

    /** Beginnings of rows that the doors answer before there is a plan; {@code host.linux} has their tests. */
    private static final Set<String> ANSWERED_BY_THE_DOORS = Set.of(
            "NUL byte in gecos",
            "UTF-8 BOM at the start",
            "file empty",
            "file is a symlink",
            "chattr +i /etc/passwd",
            "mode 0644",
            "file name jupyterhub-admins~",
            "later file zz removes NOPASSWD",
            "/etc/sudoers.d mode 0777",
            "/etc/sudoers.d missing",
            "drop-in is held by visudo",
            "registry corrupt");

    private static final Map<String, Consumer<Row>> CHECKS = new HashMap<>();

    static {
        passwdRows();
        groupRows();
        shadowAndSudoersRows();
        registryAndHomeRows();
    }

    static Stream<Row> rows() {
        return Stream.of(CorpusPlanTest.class.getAnnotation(ReadsCorpus.class).value())
                .flatMap(Corpus::rows)
                .filter(row -> !isTheDoors(row));
    }

    private static boolean isTheDoors(Row row) {
        boolean listed = ANSWERED_BY_THE_DOORS.stream().anyMatch(row.input()::startsWith);
        return listed && !row.input().equals("mode 0644 (TLJH writes this)");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredAsTheCorpusSays(Row row) {
        List<Consumer<Row>> checks = CHECKS.entrySet().stream()
                .filter(e -> row.input().startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        assertEquals(1, checks.size(), () -> "no check, or several, for " + row);
        checks.get(0).accept(row);
    }

    @Test
    void noCheckIsLeftOver() {
        Set<String> inputs = rows().map(Row::input).collect(Collectors.toSet());
        CHECKS.keySet().forEach(key -> assertTrue(inputs.stream().anyMatch(i -> i.startsWith(key)), key));
    }

    private static void passwdRows() {
        for (String uid : List.of("00:00", "+0:2001", "4294967295:2001", "4294967296:2001")) {
            CHECKS.put("jupyter-a:x:" + uid, CorpusPlanTest::isNotAdopted);
        }
        CHECKS.put("jupyter-a:x:2001:2001::/:", CorpusPlanTest::isNotAdopted);
        CHECKS.put("jupyter-a:x:2001:2001::/home/jupyter-a/../../etc", CorpusPlanTest::isNotAdopted);
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

    private static void shadowAndSudoersRows() {
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
        CHECKS.put("mode 0644 (TLJH writes this)", row -> isGrantedAgain(with(0644, 0)));
        CHECKS.put("owner 1000:1000", row -> isGrantedAgain(with(0440, 1000)));
        CHECKS.put("zero bytes", row -> isGrantedAgain(new DropInSight.Regular("", 0440, 0, 0)));
        CHECKS.put("other file aa ends in a backslash", row -> {
            assertTrue(SudoersText.adminRule(Naming.DOCUMENTED).startsWith("# "));
            assertTrue(SudoersText.denyList(new TreeSet<>(Set.of(5L))).startsWith("# "));
        });
        CHECKS.put("new file /etc/sudoers.d/x", row -> {
            Scene scene = users();
            scene.machine.otherRules.add(new SudoRule("/etc/sudoers.d/x", 3, "jupyter-a"));
            assertTrue(scene.notices("jupyter-a").get(0).contains("/etc/sudoers.d/x:3"));
        });
    }

    private static void registryAndHomeRows() {
        CHECKS.put("registry says uid 2001, passwd says 2005", row -> {
            Scene scene = users().passwd("jupyter-a:x:2003:", "jupyter-a:x:2055:");
            assertTrue(scene.conflicts("a").get(0).contains("2055"));
            assertUntouched(scene);
        });
        CHECKS.put("hub name removed, locked, added again", row -> {
            Scene scene = users();
            Machine.Files before = scene.machine.files;
            scene.without("a").pass().users("a");
            assertEquals("jupyter-a", only(scene, AccountChange.Unlock.class).subject());
            scene.pass();
            assertEquals(before.passwd(), scene.machine.files.passwd());
            assertEquals(before.shadow(), scene.machine.files.shadow());
        });
        CHECKS.put("uid range exhausted", row -> {
            Scene scene = users();
            scene.ids = new IdRange(2001, 2004);
            scene.without("b").pass().users("c");
            assertTrue(scene.conflicts("c").get(0).contains("none is used twice"));
        });
        CHECKS.put("/home/jupyter-a is a symlink", row -> {
            Scene scene = new Scene().users("a");
            scene.machine.homes.put("/home/jupyter-a", new HomeSight.Other("a symbolic link to /etc"));
            assertTrue(scene.conflicts("a").get(0).contains("symbolic link"));
            assertUntouched(scene);
        });
        CHECKS.put("/home/jupyter-a exists, owner 4242", row -> {
            Scene scene = new Scene().users("a").home("a", 4242, 0700);
            assertEquals(1, scene.conflicts("a").size());
            assertUntouched(scene);
        });
        CHECKS.put("ACL u:mallory", row -> {
            Scene scene = users();
            scene.machine.homes.put("/home/jupyter-a", new HomeSight.Directory(2003, 2003, 0750, true));
            assertTrue(only(scene, HomeChange.Close.class).acl());
        });
    }

    /** a is 2003, b is 2004, the groups of admins and users are 2001 and 2002. */
    private static Scene users() {
        return new Scene().users("a", "b").pass();
    }

    private static String line(String text) {
        return text + "\n";
    }

    private static <C extends Change> C only(Scene scene, Class<C> sort) {
        List<C> changes = new ArrayList<>(scene.plan().changes(sort));
        assertEquals(1, changes.size(), () -> scene.plan().changes().toString());
        return changes.get(0);
    }

    private static void assertUntouched(Scene scene) {
        assertTrue(
                scene.plan().changes().stream().noneMatch(c -> c.subject().contains("jupyter-a")),
                () -> scene.plan().changes().toString());
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

    private static DropInSight with(int mode, long owner) {
        return new DropInSight.Regular(SudoersText.adminRule(Naming.DOCUMENTED), mode, owner, owner);
    }

    private static void isGrantedAgain(DropInSight sight) {
        Scene scene = users();
        scene.machine.adminRule = sight;
        assertEquals(
                SudoersText.adminRule(Naming.DOCUMENTED),
                only(scene, SudoersChange.Grant.class).content());
    }
}
