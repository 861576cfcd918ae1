package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.spec.SudoersText;
import org.junit.jupiter.api.Test;

/** What is left as somebody else keeps putting it, and what never is. */
class FightsTest {

    private static final Instant SINCE = Instant.parse("2026-11-25T03:00:00Z");
    private static final Fight FIGHT = new Fight(SINCE, List.of("gpasswd (uid 0): \"user added\""));

    /** The plan where everything that it would do is fought over. */
    private static Plan fought(Scene scene, Fact... more) {
        Map<Fact, Fight> fights = new HashMap<>();
        Fact.of(scene.plan()).forEach(fact -> fights.put(fact, FIGHT));
        List.of(more).forEach(fact -> fights.put(fact, FIGHT));
        return scene.plan(Fights.of(fights));
    }

    private static List<String> sentences(Plan plan, Finding.Kind kind) {
        return plan.findings().stream()
                .filter(f -> f.kind() == kind)
                .map(Finding::sentence)
                .toList();
    }

    private static void assertLeft(Scene scene) {
        Plan plan = fought(scene);
        assertEquals(List.of(), plan.changes());
        assertEquals(
                1,
                sentences(plan, Finding.Kind.FIGHT).size(),
                () -> plan.findings().toString());
        assertTrue(sentences(plan, Finding.Kind.FIGHT).get(0).contains("gpasswd (uid 0)"));
    }

    private static void assertNeverLeft(Scene scene) {
        Plan plan = fought(scene);
        assertEquals(scene.plan().changes(), plan.changes());
        assertFalse(plan.changes().isEmpty());
        assertTrue(
                sentences(plan, Finding.Kind.NOTICE).stream()
                        .anyMatch(s -> s.contains("again and again since " + SINCE)),
                () -> plan.findings().toString());
    }

    private static Scene settled() {
        return new Scene().users("a", "b").admins("c").pass();
    }

    @Test
    void whatGivesIsLeft() {
        assertLeft(settled().group("jupyter-a,", "").gshadow("jupyter-a,", ""));
        assertLeft(settled()
                .group("jupyterhub-admins:x:2001:jupyter-c", "jupyterhub-admins:x:2001:")
                .gshadow("jupyterhub-admins:!::jupyter-c", "jupyterhub-admins:!::"));
    }

    @Test
    void anAccountThatSomebodyRemovesIsLeftWithItsHome() {
        Scene scene = settled();
        scene.passwd("jupyter-a:x:2003:2003:JupyterHub user a:/home/jupyter-a:/bin/bash\n", "");
        scene.machine.homes.remove("/home/jupyter-a");
        Plan plan = fought(scene);
        assertEquals(List.of(), plan.changes(AccountChange.class));
        assertEquals(List.of(), plan.changes(HomeChange.class));
    }

    @Test
    void aHomeThatSomebodyRemovesIsLeft() {
        Scene scene = settled();
        scene.machine.homes.remove("/home/jupyter-a");
        assertLeft(scene);
    }

    @Test
    void aMembershipOfTheAdminGroupIsLeftOnlyWhereItIsDeniedAlready() {
        Scene scene =
                settled().group("jupyterhub-admins:x:2001:jupyter-c", "jupyterhub-admins:x:2001:jupyter-c,jupyter-a");
        Fact membership = new Fact(Fact.Kind.MEMBERSHIP, "jupyterhub-admins", "jupyter-a");
        Plan undenied = scene.plan(Fights.of(Map.of(membership, FIGHT)));
        assertEquals(1, undenied.changes(GroupChange.RemoveMember.class).size(), "nothing denies it yet");
        scene.pass();
        scene.group("jupyterhub-admins:x:2001:jupyter-c", "jupyterhub-admins:x:2001:jupyter-c,jupyter-a");
        Plan plan = fought(scene);
        assertEquals(List.of(), plan.changes(GroupChange.RemoveMember.class));
        assertTrue(sentences(plan, Finding.Kind.FIGHT).get(0).contains("stays denied sudo by name"));

        Fact denials = new Fact(Fact.Kind.DENIALS, SudoersText.DENY_LIST_PATH, "");
        assertEquals(
                1,
                fought(scene, denials).changes(GroupChange.RemoveMember.class).size());
        DropInSight.Regular file = (DropInSight.Regular) scene.machine.denyList;
        scene.machine.denyList = new DropInSight.Regular(file.content(), 0666, 0, 0);
        assertEquals(1, fought(scene).changes(GroupChange.RemoveMember.class).size(), "sudo passes over such a file");
    }

    @Test
    void aStrangerInTheAdminGroupIsNeverLeft() {
        assertNeverLeft(settled()
                .passwd("", "mallory:x:3000:3000::/:/bin/sh\n")
                .group("jupyterhub-admins:x:2001:jupyter-c", "jupyterhub-admins:x:2001:jupyter-c,mallory"));
    }

    @Test
    void whatTakesIsNeverLeft() {
        Scene open = settled();
        open.home("a", 2003, 0755);
        assertNeverLeft(open);
        assertNeverLeft(settled().shadow("jupyter-a:!:", "jupyter-a::"));
        Scene other = new Scene().users("a").admins("c").group("cs101").pass();
        assertNeverLeft(other.group("cs101:x:2001:", "cs101:x:2001:jupyter-a"));
        assertNeverLeft(settled().without("b").pass().shadow("jupyter-b:!:", "jupyter-b:$6$x:"));
    }

    @Test
    void theAdminRuleIsLeftOnlyWhereThereIsNone() {
        Scene scene = settled();
        scene.machine.adminRule = new DropInSight.Absent();
        assertLeft(scene);
        scene.machine.adminRule = new DropInSight.Regular("ALL ALL = (ALL) NOPASSWD: ALL\n", 0440, 0, 0);
        assertNeverLeft(scene);
    }

    @Test
    void everyChangeHasAFactOrIsOnlyRemembered() {
        List<String> without = new ArrayList<>();
        ChangeSamples.all().stream()
                .filter(change -> !(change instanceof LeavingStep) && !(change instanceof DemotionStep))
                .filter(change -> Fact.of(change).isEmpty())
                .forEach(change -> without.add(change.getClass().getSimpleName()));
        assertEquals(Set.of("Adopt", "Reload", "Purge"), Set.copyOf(without));
    }

    @Test
    void bothWaysAroundAreTheSameFact() {
        Reason reason = new Reason("x");
        GroupName group = GroupName.ADMINS;
        assertEquals(
                Fact.of(new GroupChange.AddMember(group, "jupyter-a", reason)),
                Fact.of(new GroupChange.RemoveMember(group, "jupyter-a", reason)));
    }
}
