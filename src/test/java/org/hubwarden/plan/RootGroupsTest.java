package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.hubwarden.ledger.Stakes;
import org.junit.jupiter.api.Test;

/** Groups whose members are as good as root, where the state file says that this is meant. */
class RootGroupsTest {

    private final Scene scene = new Scene()
            .users("a", "b", "c", "d")
            .admins("z")
            .group("", "docker:x:998:\n")
            .gshadow("", "docker:!::\n")
            .pass();

    private Set<String> stakes() {
        return scene.plan()
                .hold()
                .map(Hold::stakes)
                .map(Stakes::changes)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private void all(String... names) {
        scene.rootGroup("docker");
        List.of(names).forEach(name -> scene.userIn(name, "docker"));
    }

    @Test
    void whoEntersCountsAsPromoted() {
        all("a", "b", "c", "d");
        assertEquals(Set.of("promote a", "promote b", "promote c", "promote d"), stakes());
        assertTrue(
                scene.plan().changes(GroupChange.AddMember.class).isEmpty(),
                "nobody is put into it before somebody says that it is meant");
        scene.meant().pass();
        assertTrue(scene.machine.files.group().contains("docker:x:998:jupyter-a,jupyter-b,jupyter-c,jupyter-d\n"));
    }

    @Test
    void threeMayEnterAtOnceAndThenThreeMore() {
        all("a", "b", "c");
        scene.pass();
        all("a", "b", "c", "d");
        assertEquals(Set.of(), stakes());
        scene.pass();
        assertTrue(scene.notices("jupyter-a").isEmpty(), "it is in the state file");
    }

    @Test
    void whoIsNotListedIsTakenOut() {
        all("a");
        scene.pass().group("docker:x:998:jupyter-a", "docker:x:998:jupyter-a,jupyter-b");
        GroupChange.RemoveMember removed = Scene.only(scene, GroupChange.RemoveMember.class);
        assertEquals("jupyter-b", removed.member());
    }

    @Test
    void anAdminWhoEntersIsNoNewAdmin() {
        scene.admins("a", "b", "c").meant().pass();
        scene.rootGroup("docker").userIn("d", "docker");
        assertEquals(Set.of(), stakes());
    }
}
