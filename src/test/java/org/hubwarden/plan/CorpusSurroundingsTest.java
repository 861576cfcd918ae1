package org.hubwarden.plan;

import static org.hubwarden.plan.Scene.assertUntouched;
import static org.hubwarden.plan.Scene.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.laws.Machine;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.SudoRule;
import org.hubwarden.spec.SudoersText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sudoers, the ledger and the homes may hold. What keeps a door from reading or writing is met there. */
@ReadsCorpus({"sudoers", "registry", "home_tree"})
class CorpusSurroundingsTest {
    private static final CorpusChecks CHECKS = new CorpusChecks(
            CorpusSurroundingsTest.class,
            Set.of(
                    "file name jupyterhub-admins~",
                    "later file zz removes NOPASSWD",
                    "/etc/sudoers.d mode 0777",
                    "/etc/sudoers.d missing",
                    "drop-in is held by visudo",
                    "registry corrupt"));

    static {
        sudoersRows();
        registryAndHomeRows();
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

    private static void sudoersRows() {
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
