package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.spec.SudoersText;
import org.junit.jupiter.api.Test;

/** Who may become root, in the corners where it is easy to err. Groups are 2001 and 2002, accounts begin at 2003. */
class RightsTest {

    private static SortedSet<Long> denied(Scene scene) {
        scene.meant();
        List<SudoersChange.Deny> changes = scene.plan().changes(SudoersChange.Deny.class);
        assertEquals(1, changes.size());
        return changes.get(0).uids();
    }

    private static boolean isDenied(Scene scene, long uid) {
        return scene.machine.denyList instanceof DropInSight.Regular file
                && file.content().contains("#" + uid + " ALL = (ALL:ALL) !ALL\n");
    }

    private static String reasonToWrite(String content, int mode) {
        Scene scene = new Scene().admins("a").pass();
        scene.machine.adminRule = new DropInSight.Regular(content, mode, 0, 0);
        return Scene.only(scene, SudoersChange.Grant.class).reason().text();
    }

    @Test
    void aFileWithTheSameRulesIsTakenOverAndThePlanSaysSo() {
        String rule = "%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\n";
        assertEquals("adopted: its rules are the same, and only a first line is new", reasonToWrite(rule, 0440));
        assertEquals("its text is another", reasonToWrite(rule, 0644), "the mode as well");
        assertEquals("its text is another", reasonToWrite(rule + "ben ALL = (ALL) ALL\n", 0440));
    }

    @Test
    void theAdminGroupIsNoLabel() {
        Scene scene = new Scene().group("jupyterhub-admins").userIn("a", "jupyterhub-admins");
        assertEquals(
                Set.of("jupyterhub-users"),
                Set.copyOf(scene.plan().changes(AccountChange.Create.class).stream()
                        .flatMap(c -> c.groups().stream())
                        .map(Object::toString)
                        .toList()));
        assertEquals(List.of(), scene.pass().plan().changes());
    }

    @Test
    void theNumberThatTheLineHasNowIsDeniedToo() {
        Scene scene = new Scene().admins("a").users("b").pass().passwd("jupyter-a:x:2003:", "jupyter-a:x:2050:");
        assertEquals(Set.of(2003L, 2050L), denied(scene.without("a")));
    }

    @Test
    void aStrangerWithAnInheritedNumberKeepsSudo() {
        Scene scene =
                new Scene().admins("a").users("b").pass().without("a").meant().pass();
        assertTrue(isDenied(scene, 2003));
        scene.passwd("jupyter-a:x:2003:", "ops:x:2003:").pass();
        assertEquals(false, isDenied(scene, 2003));
    }

    @Test
    void anAdminWhoSharesANumberIsNotDenied() {
        Scene scene = new Scene().admins("a", "b").pass().users("b").pass();
        scene.passwd("jupyter-b:x:2004:", "jupyter-b:x:2003:").pass();
        assertEquals(List.of(false, true), List.of(isDenied(scene, 2003), isDenied(scene, 2004)));
    }

    @Test
    void whatIsRepairedInTheSamePassIsDeniedAllTheSame() {
        Scene scene = new Scene().users("a").pass().passwd("jupyter-a:x:2003:2003", "jupyter-a:x:2003:2001");
        assertEquals(List.of(), scene.notices("jupyter-a"));
        assertEquals(List.of(), scene.pass().plan().changes());
        assertTrue(isDenied(scene, 2003));
        assertTrue(scene.machine
                .ledger
                .account(new UnixName("jupyter-a"))
                .orElseThrow()
                .heldRoot());
    }

    @Test
    void anAdoptedUserFoundInTheAdminGroupHasHeldRoot() {
        Scene scene = new Scene().users("b").pass();
        scene.passwd("", "jupyter-a:x:2050:2050::/home/jupyter-a:/bin/sh\n").shadow("", "jupyter-a:!:::::::\n");
        scene.group("", "jupyter-a:x:2050:\n").home("a", 2050, 0700).adopted("a");
        scene.group("jupyterhub-admins:x:2001:", "jupyterhub-admins:x:2001:jupyter-a");
        assertEquals(Set.of(2050L), denied(scene));
        assertEquals(List.of(), scene.pass().plan().changes());
    }

    @Test
    void anyNumberOfAnyLineOfTheNameCounts() {
        Scene scene =
                new Scene().users("a", "b").pass().group("", "jupyterhub-admins:x:2050:\nother:x:2050:jupyter-a\n");
        scene.passwd("", "mallory:x:3000:2050::/:/bin/sh\n");
        assertEquals(Set.of(2003L, 3000L), denied(scene));
    }

    @Test
    void anAdminGroupThatSomebodyRenumberedStillDeniesWhoIsSmuggledIn() {
        Scene scene = new Scene()
                .users("a", "b")
                .pass()
                .group("jupyterhub-admins:x:2001:", "jupyterhub-admins:x:2004:jupyter-a");
        assertEquals(Set.of(2003L, 2004L), denied(scene));
        assertEquals(1, scene.conflicts("jupyterhub-admins").size());
    }

    @Test
    void aRecordForEverybodyDeniesEveryUserAndNoAdmin() {
        Scene scene = new Scene().admins("a").users("b", "c").pass();
        scene.machine.memberships.add(
                new MembershipRecord(MembershipRecord.EVERYBODY, "2001", "/etc/security/group.conf:3"));
        assertEquals(Set.of(2004L, 2005L), denied(scene));
        scene.pass().machine.memberships.clear();
        assertTrue(scene.plan().isEmpty(), "sessions may hold the group still: only a new grant lifts a denial");
        assertEquals(
                Set.of(2004L),
                scene.admins("b")
                        .plan()
                        .changes(SudoersChange.Lift.class)
                        .get(0)
                        .uids());
    }

    private static MembershipRecord inNameService(String name, long uid) {
        return new MembershipRecord(name, "2001", "the name service ldap as its primary group", Optional.of(uid));
    }

    @Test
    void anAccountOfANameServiceIsDeniedByItsNumber() {
        Scene scene = new Scene().admins("a").users("b").pass();
        scene.machine.memberships.add(inNameService("lena", 70001));
        scene.machine.memberships.add(inNameService("toor", 0));
        scene.machine.memberships.add(inNameService("twin", 2003));
        assertEquals(Set.of(70001L), denied(scene), "never root, and no admin's number");
        assertEquals(1, scene.notices("lena").size());
        assertEquals(List.of(), scene.pass().plan().changes());
    }

    @Test
    void itsDenialGoesOnlyWhereAllAccountsAreTold() {
        Scene scene = new Scene().admins("a").pass();
        scene.machine.memberships.add(inNameService("lena", 70001));
        scene.pass().machine.memberships.clear();
        scene.machine.silence = Optional.of("ldap is silent");
        assertTrue(scene.plan().isEmpty());
        scene.machine.silence = Optional.empty();
        scene.machine.unproved = List.of("ldap lists nobody");
        assertTrue(scene.plan().isEmpty());
        scene.machine.unproved = List.of();
        assertEquals(1, scene.plan().changes(SudoersChange.Lift.class).size());
    }

    @Test
    void aDenialOutlivesTheLossOfTheLedger() {
        Scene scene =
                new Scene().admins("a", "b").pass().without("b").users("b").pass();
        Long uid = scene.machine
                .ledger
                .account(new UnixName("jupyter-b"))
                .orElseThrow()
                .uid();
        scene.machine.ledger = Ledger.EMPTY;
        assertEquals(List.of(), scene.plan().changes(SudoersChange.Lift.class));
        assertTrue(scene.machine.ledger.accounts().isEmpty() && uid > 0);
    }

    @Test
    void whoLeavesIsLockedAlsoWithAnotherHomeAndWithASharedUid() {
        Scene scene = new Scene().users("a", "b", "c", "d").pass();
        scene.passwd(":/home/jupyter-a:", ":/srv:").passwd("", "twin:x:2005:100::/:/bin/sh\n");
        scene.without("a").without("b");
        assertEquals(2, scene.plan().changes(AccountChange.Lock.class).size());
    }

    @Test
    void anAdminInConflictKeepsWhatTheFileGives() {
        Scene scene = new Scene().admins("a").pass().passwd(":/home/jupyter-a:", ":/srv:");
        assertEquals(1, scene.conflicts("a").size());
        assertTrue(scene.plan().isEmpty());
    }

    @Test
    void aUserInConflictIsOutOfTheAdminGroup() {
        Scene scene = new Scene()
                .admins("a")
                .users("b")
                .pass()
                .passwd(":/home/jupyter-a:", ":/srv:")
                .users("a");
        assertEquals(Set.of(2003L), denied(scene));
        assertEquals(1, scene.plan().changes(GroupChange.RemoveMember.class).size());
    }

    @Test
    void aLeaverGetsTheirOwnGroupBackAndIsDenied() {
        Scene scene = new Scene().users("a", "b").pass().without("a").pass();
        scene.passwd("jupyter-a:x:2003:2003", "jupyter-a:x:2003:2001");
        assertEquals(Set.of(2003L), denied(scene));
        assertEquals(1, scene.plan().changes(AccountChange.Repair.class).size());
        assertEquals(List.of(), scene.pass().plan().changes());
    }

    @Test
    void rootsOwnGroupIsNeverGranted() {
        Scene scene = new Scene().users("a").pass().group("jupyterhub-admins:x:2001:", "jupyterhub-admins:x:0:");
        assertEquals(
                SudoersText.noRule(),
                scene.plan().changes(SudoersChange.Grant.class).get(0).content());
    }

    @Test
    void aGroupPasswordOrAnAdministratorIsTakenAway() {
        Scene scene = new Scene().users("a").pass();
        scene.gshadow("jupyterhub-admins:!::", "jupyterhub-admins:$6$hash:mallory:");
        assertEquals(1, scene.plan().changes(GroupChange.Tidy.class).size());
        assertTrue(scene.pass().machine.files.gshadow().orElseThrow().contains("jupyterhub-admins:!::\n"));
        scene.group("jupyterhub-admins:x:", "jupyterhub-admins:$6$hash:").pass();
        assertTrue(scene.machine.files.group().contains("jupyterhub-admins:x:2001:\n"));
    }

    @Test
    void aDenialIsLiftedOnlyAfterTheNewGrant() {
        Scene scene =
                new Scene().admins("a").users("b").pass().users("a").meant().pass();
        List<Change> changes = scene.admins("a").plan().changes();
        assertTrue(changes.get(0) instanceof GroupChange.AddMember);
        assertTrue(changes.get(changes.size() - 1) instanceof SudoersChange.Lift);
    }

    @Test
    void aGroupThatWasTakenFromOneOfOursIsNotAdopted() {
        Scene scene = new Scene()
                .users("a", "b")
                .pass()
                .passwd("jupyter-a:x:2003:2003:JupyterHub user a:/home/jupyter-a:/bin/bash\n", "");
        scene.group("jupyter-a:x:2003:", "lab:x:2003:").without("a").group("lab");
        assertTrue(scene.conflicts("lab").get(0).contains("jupyter-a"));
    }

    @Test
    void anAccountWithAUsedNumberIsNotAdopted() {
        Scene scene =
                new Scene().users("a", "b").pass().without("a").adopted("c").home("c", 2003, 0700);
        scene.passwd(
                "jupyter-a:x:2003:2003:JupyterHub user a:/home/jupyter-a:", "jupyter-c:x:2003:2003::/home/jupyter-c:");
        scene.group("jupyter-a:x:2003:", "jupyter-c:x:2003:").shadow("jupyter-a:", "jupyter-c:");
        assertTrue(scene.conflicts("c").get(0).contains("jupyter-a"));
    }
}
