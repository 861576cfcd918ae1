package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.FoundFile;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.observed.RunningProcess;
import org.hubwarden.observed.SearchSight;
import org.junit.jupiter.api.Test;

/** What is left after somebody lost root: told, ended after the grace, shown; sudo waits for none of it. */
class DemotionTest {

    private final Scene scene =
            new Scene().at("2027-01-01T00:00:00Z").users("bob").admins("dana", "erin");

    DemotionTest() {
        scene.pass();
        grace(Duration.ZERO);
        sees();
    }

    private void grace(Duration time) {
        scene.offboarding = new Offboarding(30, time, Optional.empty());
    }

    private void sees(RunningProcess... processes) {
        sees(new ProcessesSight(List.of(processes), Optional.empty()));
    }

    private void sees(ProcessesSight seen) {
        scene.machine.rights = new RightsSight(Optional.of(seen), scene.machine.rights.search());
    }

    private long uid(String name) {
        return account(name).uid();
    }

    private LedgerAccount account(String name) {
        return scene.machine.ledger.account(new UnixName("jupyter-" + name)).orElseThrow();
    }

    private Demotion demotion() {
        return account("erin").demotion().orElseThrow();
    }

    private RunningProcess holder(String owner, long pid) {
        return new RunningProcess(
                pid, 7, Instant.EPOCH, "python3", "/system.slice/cron.service", Set.of(uid(owner)), Set.of(3L));
    }

    private void demote() {
        scene.users("erin");
    }

    private List<Class<?>> planned() {
        return scene.plan().changes(DemotionStep.class).stream()
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    @Test
    void withoutGraceAllIsEndedInThePassThatTakesTheRight() {
        demote();
        assertEquals(List.of(DemotionStep.Tell.class, DemotionStep.End.class), planned());
        scene.pass();
        assertEquals(List.of(DemotionStep.Search.class), planned());
        scene.pass();
        assertEquals(List.of(DemotionStep.Prove.class), planned());
        scene.pass();
        assertFalse(demotion().isPending());
        assertTrue(scene.plan().isEmpty());
    }

    @Test
    void aFileThatGivesTheGroupIsTakenCareOfAndSearchedForAgain() {
        demote();
        scene.machine.groupFiles.add(new FoundFile("/var/tmp/p", 1, 42));
        scene.pass().pass();
        DemotionStep.TakeBit take = Scene.only(scene, DemotionStep.TakeBit.class);
        assertEquals("/var/tmp/p", take.path());
        assertEquals(List.of(DemotionStep.TakeBit.class), planned(), "nothing is proved while a file gives it");
        scene.pass();
        assertEquals(List.of(DemotionStep.Search.class), planned(), "another could have been made meanwhile");
        scene.pass();
        assertEquals(List.of(DemotionStep.Prove.class), planned());
    }

    @Test
    void thousandsOfSuchFilesHoldNobodyUp() {
        demote();
        for (long inode = 0; inode < 50; inode++) {
            scene.machine.groupFiles.add(new FoundFile("/var/tmp/" + inode, 1, inode));
        }
        scene.pass().pass();
        assertEquals(20, scene.plan().changes(DemotionStep.TakeBit.class).size());
        scene.pass().pass();
        assertEquals(10, scene.plan().changes(DemotionStep.TakeBit.class).size());
        scene.pass();
        assertEquals(List.of(DemotionStep.Search.class), planned());
    }

    @Test
    void aSearchThatGoesOnOrFailedProvesNothing() {
        demote();
        scene.pass().pass();
        SearchSight done = scene.machine.rights.search();
        searched(new SearchSight(done.after(), true, Optional.empty(), List.of(), List.of()));
        assertEquals(List.of(), planned());
        searched(new SearchSight(done.after(), false, Optional.of("it broke"), List.of(), List.of()));
        assertEquals(List.of(), planned());
        assertTrue(scene.notices("erin").get(0).contains("is not known: it broke"));
        searched(new SearchSight(done.after(), false, Optional.empty(), List.of(), List.of("/mnt: no")));
        assertTrue(Scene.only(scene, DemotionStep.Prove.class).reason().text().endsWith("; not searched: /mnt: no"));
    }

    private void searched(SearchSight search) {
        scene.machine.rights = new RightsSight(scene.machine.rights.holders(), search);
    }

    @Test
    void theDenialIsFirstAndWaitsForNoGrace() {
        grace(Duration.ofMinutes(5));
        demote();
        List<Change> changes = scene.plan().changes();
        assertTrue(changes.get(0) instanceof SudoersChange.Deny, changes.toString());
        assertEquals(List.of(DemotionStep.Tell.class), planned());
        scene.pass();
        assertEquals(List.of(), planned(), "they were told, and have five minutes");
        assertTrue(scene.notices("erin").get(0).contains("at 2027-01-01T00:05:00Z"), "it is said until when");
        scene.at("2027-01-01T00:04:59Z");
        assertEquals(List.of(), planned());
        scene.at("2027-01-01T00:05:00Z");
        assertEquals(List.of(DemotionStep.End.class), planned());
    }

    @Test
    void aClockThatIsPutBackMakesNoGraceLonger() {
        grace(Duration.ofMinutes(5));
        demote();
        scene.pass().at("2026-12-31T23:59:59Z");
        assertEquals(List.of(DemotionStep.End.class), planned());
    }

    @Test
    void whatHasTheGroupAfterTheEndIsKilledAndNothingElse() {
        demote();
        scene.pass();
        sees(holder("erin", 42), holder("dana", 43));
        DemotionStep.Kill kill = Scene.only(scene, DemotionStep.Kill.class);
        assertEquals(new TreeSet<>(Set.of(42L)), kill.pids());
        assertEquals(List.of(DemotionStep.Kill.class), planned(), "nothing is proved of somebody who has it");
        scene.pass();
        assertEquals(List.of(DemotionStep.Search.class), planned());
    }

    @Test
    void aLookThatCannotSeeProvesNothing() {
        demote();
        scene.pass();
        sees(ProcessesSight.unproven("/proc hides processes"));
        assertTrue(scene.plan().isEmpty());
        assertTrue(scene.notices("erin").get(0).contains("cannot be shown: /proc hides processes"));
        assertTrue(demotion().isPending());
    }

    @Test
    void whoGetsTheGroupFromElsewhereIsDeniedAndNotEndedAgainAndAgain() {
        scene.machine.memberships.add(new MembershipRecord("jupyter-bob", "jupyterhub-admins", "/etc/userdb/x"));
        assertEquals(1, scene.plan().changes(SudoersChange.Deny.class).size());
        scene.pass();
        assertEquals(List.of(), planned());
        assertTrue(scene.notices("bob").get(0).contains("until that membership is gone"));
        scene.machine.memberships.clear();
        assertEquals(List.of(DemotionStep.End.class), planned());
    }

    @Test
    void aFriendWhoRunsAFileThatGivesTheGroupIsDenied() {
        demote();
        scene.pass();
        sees(holder("bob", 42));
        assertEquals(
                new TreeSet<>(Set.of(uid("bob"))),
                Scene.only(scene, SudoersChange.Deny.class).uids());
        scene.pass();
        assertTrue(account("bob").heldRoot());
    }

    @Test
    void whoIsAnAdminAgainHasNothingBehindThem() {
        demote();
        scene.pass();
        scene.admins("erin").pass();
        assertEquals(Optional.empty(), account("erin").demotion());
    }

    @Test
    void whoLeavesIsEndedAsALeaver() {
        scene.without("erin");
        assertEquals(List.of(DemotionStep.Search.class), planned());
        sees(holder("erin", 42));
        assertEquals(List.of(), planned());
    }

    @Test
    void onAMachineThatDoesNotRunNothingIsDone() {
        scene.machine.rights = RightsSight.NONE;
        demote();
        scene.pass();
        assertTrue(scene.plan().isEmpty());
        assertTrue(demotion().isPending());
    }

    @Test
    void theMessageIsTheStateFilesWhereItHasOne() {
        assertEquals("Good bye", DemotionText.told(new Offboarding(30, Duration.ZERO, Optional.of("Good bye"))));
        String usual = DemotionText.told(Offboarding.STANDARD);
        assertTrue(usual.contains("in 5 minutes"), usual);
        String now = DemotionText.told(new Offboarding(30, Duration.ZERO, Optional.empty()));
        assertTrue(now.contains("ends now"), now);
    }
}
