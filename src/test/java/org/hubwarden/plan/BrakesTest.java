package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hubwarden.desired.BrakeSettings;
import org.hubwarden.desired.BrakeSettings.Removals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held, and what runs meanwhile. */
class BrakesTest {

    private static List<String> reasons(BrakeSettings settings, int removals, int inUse) {
        return new Brakes(settings)
                .reasons(new Brakes.Impact(inUse, false, names(removals), Set.of(), Set.of("a"), Set.of("a")));
    }

    private static Set<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "u" + i).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,false",
        "1,1,true",
        "1,2,false",
        "2,3,true",
        "3,5,true",
        "3,6,false",
        "4,9,true",
        "3,39,false",
        "4,39,true",
        "4,40,false",
        "100,1000,false",
        "101,1000,true"
    })
    void threeOrATenthMayLeaveAndNeverMoreThanHalf(int removals, int inUse, boolean held) {
        assertEquals(held, !reasons(BrakeSettings.STANDARD, removals, inUse).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "50,true,50,100,false",
        "50,true,51,100,true",
        "1,true,3,100,false",
        "1,true,4,100,true",
        "0,false,1,100,true",
        "0,false,0,100,false",
        "2,false,3,100,true",
        "200,false,50,100,false",
        "200,false,51,100,true"
    })
    void theStateFileMaySayOtherwise(long amount, boolean percent, int removals, int inUse, boolean held) {
        BrakeSettings settings = new BrakeSettings(new Removals(amount, percent), 3);
        assertEquals(held, !reasons(settings, removals, inUse).isEmpty());
    }

    private static Scene hub(String... admins) {
        return new Scene().users("a", "b", "c", "d", "e", "f", "g", "h").admins(admins);
    }

    private static String sentence(Scene scene) {
        return scene.plan().hold().orElseThrow().sentence();
    }

    @Test
    void theSentenceSaysWhatIsHeldAndWhatToType() {
        Scene scene = hub("x").pass().without("a").without("b").without("c").without("d");
        String digest = scene.plan().hold().orElseThrow().stakes().digest();
        assertTrue(sentence(scene).contains("lock 4 of 9 accounts, and at most 3 may leave at once"), sentence(scene));
        assertTrue(sentence(scene).contains("type hubwarden approve " + digest.substring(0, 12) + ","));
        assertEquals(
                Set.of("remove a", "remove b", "remove c", "remove d"),
                scene.plan().hold().orElseThrow().stakes().changes());
    }

    @Test
    void whoComesInPlaceOfEverybodyIsHeld() {
        Scene scene = new Scene().users("a").pass().without("a").users("z");
        assertTrue(sentence(scene).contains("replace everybody who has an account"), sentence(scene));
        assertEquals(
                Set.of("remove a", "replace everybody"),
                scene.plan().hold().orElseThrow().stakes().changes());
    }

    @Test
    void theLastAdminStaysUntilSomebodySaysSo() {
        Scene scene = hub("x").pass().users("x");
        assertTrue(sentence(scene).contains("leave nobody an admin"), sentence(scene));
        assertEquals(List.of(), scene.plan().changes());
        scene.machine.approve(scene.desired());
        scene.pass();
        assertTrue(((org.hubwarden.observed.DropInSight.Regular) scene.machine.denyList)
                .content()
                .contains("!ALL"));
    }

    @Test
    void anAdminMayHandOverToAnother() {
        assertTrue(hub("x").pass().users("x").admins("y").plan().hold().isEmpty());
        assertTrue(hub("x", "y").pass().users("x").plan().hold().isEmpty());
    }

    @Test
    void anAdminWhoCannotBeMadeIsNoAdmin() {
        Scene scene = hub("x").pass().users("x").admins("y");
        scene.passwd("", "jupyter-y:x:1500:1500::/home/jupyter-y:/bin/sh\n");
        assertTrue(sentence(scene).contains("leave nobody an admin"), sentence(scene));
    }

    @Test
    void manyPromotionsAreHeldButNotOnTheFirstDay() {
        Scene first = new Scene().admins("a", "b", "c", "d", "e");
        assertTrue(first.plan().hold().isEmpty());
        Scene scene = hub("x").pass().admins("a", "b", "c");
        assertTrue(scene.plan().hold().isEmpty());
        scene.admins("new");
        assertTrue(sentence(scene).contains("make 4 accounts admins, and at most 3"), sentence(scene));
        assertEquals(
                Set.of("promote a", "promote b", "promote c", "promote new"),
                scene.plan().hold().orElseThrow().stakes().changes());
        scene.brakes = new BrakeSettings(new Removals(10, true), 4);
        assertTrue(scene.plan().hold().isEmpty());
    }

    @Test
    void aCompromisedAdminIsNotProtectedByABrake() {
        Scene scene = hub("x", "bad").pass();
        scene.without("bad").without("a").without("b").without("c").users("new");
        Plan plan = scene.plan();
        assertTrue(plan.hold().isPresent());
        List<String> done = plan.changes().stream()
                .map(c -> c.getClass().getSimpleName() + " " + c.subject())
                .toList();
        assertEquals(List.of("Deny /etc/sudoers.d/jupyterhub-admins-denied", "RemoveMember jupyterhub-admins"), done);
        assertTrue(scene.machine.pass(scene.desired()).hold().isPresent());
        assertFalse(scene.machine.files.group().contains("jupyterhub-admins:x:2001:jupyter-bad"));
        assertFalse(scene.machine.files.passwd().contains("nologin"));
        assertFalse(scene.machine.files.passwd().contains("jupyter-new"));
    }

    @Test
    void smuggledMembersAndOpenedHomesArePutRightWhileHeld() {
        Scene scene = hub("x").pass();
        scene.without("a").without("b").without("c").without("d");
        scene.group("jupyterhub-admins:x:2001:jupyter-x", "jupyterhub-admins:x:2001:jupyter-x,jupyter-a");
        scene.machine.homes.put(
                "/home/jupyter-e",
                new org.hubwarden.observed.HomeSight.Directory(uid(scene, "e"), uid(scene, "e"), 0777, false));
        Set<String> done = new HashSet<>();
        scene.plan().changes().forEach(c -> done.add(c.getClass().getSimpleName()));
        assertEquals(Set.of("Deny", "RemoveMember", "Tidy", "Close"), done);
    }

    private static long uid(Scene scene, String hub) {
        return scene.machine
                .ledger
                .accountOf(new org.hubwarden.model.HubName(hub))
                .orElseThrow()
                .uid();
    }

    @Test
    void driftDoesNotVoidAnApprovalAndAnEditDoes() {
        Scene scene = hub("x").pass().without("a").without("b").without("c").without("d");
        scene.machine.approve(scene.desired());
        assertTrue(scene.plan().hold().isEmpty());
        scene.passwd("jupyter-a:x:", "jupyter-gone:x:");
        scene.group("jupyterhub-admins:x:2001:jupyter-x", "jupyterhub-admins:x:2001:mallory");
        assertTrue(scene.plan().hold().isEmpty(), "drift");
        scene.without("e");
        assertTrue(scene.plan().hold().isPresent(), "an edit");
    }

    @Test
    void nothingMoreThanWhatWasApprovedIsDone() {
        Scene scene = hub("x").pass().without("a").without("b").without("c").without("d");
        scene.machine.stateSha256 = java.util.Optional.of("the same file");
        scene.machine.approve(scene.desired());
        scene.without("e");
        assertTrue(scene.plan().hold().isPresent());
    }
}
