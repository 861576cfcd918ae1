package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.desired.ClockBelief;
import org.hubwarden.model.HubName;
import org.hubwarden.observed.ClockSight;
import org.junit.jupiter.api.Test;

/** What comes of ends by date: with whom, when, and what a brake or a bad clock has to do with it. */
class EndsTest {
    private static final String BEFORE = "2027-01-31T23:59:59Z";
    private static final String AFTER = "2027-02-01T00:00:00Z";
    private static final String LONG_AFTER = "2027-06-01T00:00:00Z";
    private static final HubName A = new HubName("a");

    private final Scene scene = new Scene().at(BEFORE).admins("dana").users("b");

    private static List<String> locked(Plan plan) {
        return plan.changes(AccountChange.Lock.class).stream()
                .map(AccountChange.Lock::subject)
                .toList();
    }

    private boolean isAdmin(String name) {
        return scene.machine
                .files
                .group()
                .lines()
                .anyMatch(line ->
                        line.startsWith("jupyterhub-admins:") && line.matches(".*[:,]jupyter-" + name + "(,.*)?"));
    }

    private Ends ends() {
        return EndsByDate.of(scene.desired(), scene.machine.ledger, scene.machine.clock);
    }

    @Test
    void anAccountEndsAtTheEndOfItsDay() {
        scene.userUntil("a", "2027-01-31").pass();
        assertEquals(List.of(), scene.plan().changes());
        assertEquals(Optional.of(new Ends.Next(Instant.parse(AFTER), Set.of(A), Set.of())), ends().next());
        scene.at(AFTER);
        AccountChange.Lock lock = Scene.only(scene, AccountChange.Lock.class);
        assertEquals("jupyter-a", lock.subject());
        assertEquals("listed until 2027-01-31", lock.reason().text());
        scene.pass();
        assertEquals(List.of(), scene.plan().changes());
        assertEquals(Optional.of(Instant.parse(AFTER)), scene.machine.ledger.passed());
        assertEquals(Optional.empty(), ends().next());
    }

    @Test
    void anAdminBecomesAPlainUser() {
        scene.adminUntil("a", "2027-01-31").pass();
        scene.at(AFTER);
        assertEquals(1, scene.plan().changes(SudoersChange.Deny.class).size());
        GroupChange.RemoveMember out = Scene.only(scene, GroupChange.RemoveMember.class);
        assertEquals("admin until 2027-01-31", out.reason().text());
        assertEquals(List.of(), locked(scene.plan()));
        scene.pass();
        assertFalse(isAdmin("a"));
        assertEquals(List.of(), scene.plan().changes());
    }

    @Test
    void whoeverIsGivenMoreTimeComesBack() {
        scene.userUntil("a", "2027-01-31").pass().at(AFTER).pass();
        scene.userUntil("a", "2027-03-31");
        AccountChange.Unlock back = Scene.only(scene, AccountChange.Unlock.class);
        assertEquals("listed until 2027-03-31", back.reason().text());
        scene.pass();
        assertEquals(List.of(), scene.plan().changes());
    }

    @Test
    void whoseTimeWasOverBeforeIsNotMade() {
        scene.userUntil("a", "2026-12-31").pass();
        Scene.assertUntouched(scene);
        assertTrue(scene.machine.ledger.accountOf(A).isEmpty());
    }

    @Test
    void aClassWhoseTimeIsOverIsNoAccident() {
        for (int i = 0; i < 20; i++) {
            scene.userUntil("c" + i, "2027-01-31");
        }
        scene.pass().at(AFTER);
        assertEquals(20, locked(scene.plan()).size());
        assertTrue(scene.plan().hold().isEmpty());
    }

    @Test
    void anEndComesWhileSomethingElseIsHeld() {
        scene.users("c", "d", "e", "f", "g", "h", "i")
                .userUntil("a", "2027-01-31")
                .adminUntil("erin", "2027-01-31");
        scene.pass().at(AFTER).without("c").without("d").without("e").without("f");
        Plan plan = scene.plan();
        assertTrue(plan.hold().isPresent());
        assertEquals(
                Set.of("remove c", "remove d", "remove e", "remove f"),
                plan.hold().get().stakes().changes());
        assertEquals(List.of("jupyter-a"), locked(plan));
        scene.machine.pass(scene.desired());
        assertFalse(isAdmin("erin"));
        assertTrue(isAdmin("dana"));
        assertEquals(List.of(), scene.plan().changes());
        assertEquals(plan.hold().map(Hold::stakes), scene.plan().hold().map(Hold::stakes));
    }

    @Test
    void brakesCountAsIfTheEndedWereGoneAlready() {
        for (int i = 0; i < 6; i++) {
            scene.userUntil("c" + i, "2027-01-31");
        }
        scene.pass();
        Scene together =
                scene.at(AFTER).without("b").without("dana").admins("erin").users("f");
        String hold = together.plan().hold().orElseThrow().reasons().get(0);
        assertEquals("replace everybody who has an account", hold);
    }

    @Test
    void theLastAdminStaysOneAndItIsSaid() {
        scene.without("dana").adminUntil("a", "2027-01-31").pass().at(AFTER);
        assertEquals(List.of(), scene.plan().changes());
        assertTrue(scene.plan().hold().isEmpty());
        assertEquals(
                List.of(
                        "a stays an admin although that was until 2027-01-31, since nobody else is one; make somebody else"
                                + " an admin, or set another until"),
                scene.notices("a"));
        scene.admins("erin").pass();
        assertTrue(isAdmin("erin"));
        assertFalse(isAdmin("a"));
        assertEquals(List.of(), scene.notices("a"));
    }

    @Test
    void theLastAdminStaysAlsoWhenTheAccountEnds() {
        scene.without("dana").admins("a").pass();
        HubName both = new HubName("a");
        scene.bothUntil(both.value(), "2027-01-31", "2027-01-31").at(AFTER);
        assertEquals(List.of(), scene.plan().changes());
        assertEquals(1, scene.notices("a").size());
    }

    @Test
    void ofSeveralAdminsTheOneWhoEndedLastStays() {
        scene.without("dana").adminUntil("a", "2027-01-30").adminUntil("c", "2027-01-31");
        scene.at("2027-01-01T00:00:00Z").pass();
        scene.at(LONG_AFTER).pass();
        assertFalse(isAdmin("a"));
        assertTrue(isAdmin("c"));
        assertEquals(1, scene.notices("c").size());
    }

    @Test
    void theLastAdminStaysWhileThoseWhoFollowAreHeld() {
        scene.without("dana").adminUntil("a", "2027-01-31").pass().at(AFTER);
        scene.admins("e", "f", "g", "h");
        assertTrue(scene.plan().hold().isPresent());
        assertEquals(List.of(), scene.plan().changes());
        assertEquals(1, scene.notices("a").size());
        scene.meant().pass();
        assertFalse(isAdmin("a"));
        assertTrue(isAdmin("e"));
    }

    @Test
    void anAdminWhomTheFileDropsAndOneWhoseTimeIsOverDoNotBothStay() {
        scene.adminUntil("a", "2027-01-31").pass().at(AFTER).without("dana").users("dana");
        scene.admins("e", "f", "g", "h");
        assertTrue(scene.plan().hold().isPresent());
        scene.machine.pass(scene.desired());
        assertTrue(isAdmin("dana"), "nobody said yet that this is meant");
        assertFalse(isAdmin("a"), "and this is no accident");
    }

    @Test
    void theLastAdminWhomTheFileMakesAPlainUserStaysUntilThatIsMeant() {
        scene.without("dana").admins("a").pass();
        scene.userUntil("a", "2027-01-31").at(AFTER);
        assertEquals(
                List.of("leave nobody an admin"),
                scene.plan().hold().orElseThrow().reasons());
        assertEquals(List.of(), scene.plan().changes());
        scene.machine.pass(scene.desired());
        assertTrue(isAdmin("a"));
        assertEquals(List.of(), scene.plan().changes());
        scene.meant().pass();
        assertFalse(isAdmin("a"));
        assertEquals(List.of(), scene.plan().changes());
    }

    @Test
    void nothingEndsWhileTheClockIsAdrift() {
        scene.userUntil("a", "2027-01-31").adminUntil("erin", "2027-01-31").pass();
        scene.adriftAt(LONG_AFTER);
        assertEquals(List.of(), scene.plan().changes());
        Finding finding = scene.plan().findings().get(0);
        assertEquals(Finding.Kind.DISTRUST, finding.kind());
        assertTrue(
                finding.sentence().contains("though by this clock it is over for a, erin: nothing sync"),
                finding::toString);
        assertTrue(finding.sentence().contains("clock: as_it_is"), finding::toString);
        scene.clock = ClockBelief.AS_IT_IS;
        assertEquals(List.of("jupyter-a"), locked(scene.plan()));
    }

    @Test
    void nothingThatHasEndedIsTakenBackWhileTheClockIsAdrift() {
        scene.userUntil("a", "2027-01-31").adminUntil("erin", "2027-01-31").userUntil("f", "2027-12-31");
        scene.pass().at(AFTER).pass();
        scene.adriftAt("1970-01-01T00:00:00Z");
        assertEquals(List.of(), scene.plan().changes(AccountChange.class));
        assertEquals(1, scene.plan().findings().size(), "there is an end still to come");
        scene.without("f").users("f");
        assertEquals(List.of(), scene.plan().findings(), "nobody's end depends on the clock");
    }

    @Test
    void moreTimeIsGivenAlsoWhileTheClockIsAdrift() {
        scene.userUntil("a", "2027-01-31").pass().at(AFTER).pass().adriftAt(AFTER);
        scene.userUntil("a", "2027-12-31");
        assertEquals(1, scene.plan().changes(AccountChange.Unlock.class).size());
    }

    @Test
    void whoeverIsNewGetsNothingThatIsOverByAClockAdrift() {
        scene.pass().adriftAt(LONG_AFTER);
        scene.userUntil("a", "2027-01-31").adminUntil("b", "2027-01-31").userUntil("n", "2027-12-31");
        assertEquals(
                List.of("jupyter-n"),
                scene.plan().changes(AccountChange.Create.class).stream()
                        .map(AccountChange.Create::subject)
                        .toList());
        assertEquals(List.of(), scene.plan().changes(GroupChange.AddMember.class));
    }

    @Test
    void aJumpOfMoreThanADayIsNotBelieved() {
        scene.userUntil("a", "2027-01-31").pass();
        for (Duration jump : List.of(Duration.ofHours(25), Duration.ofHours(-25))) {
            scene.machine.clock = new ClockSight(Instant.parse(AFTER), ZoneOffset.UTC, Optional.empty(), jump, false);
            assertEquals(List.of(), scene.plan().changes());
            String said = scene.plan().findings().get(0).sentence();
            assertTrue(
                    said.contains(jump.isNegative() ? "put back by 1 day since" : "put forward by 1 day since"), said);
            assertTrue(said.endsWith("type hubwarden approve --clock"), said);
        }
        scene.machine.clock =
                new ClockSight(Instant.parse(AFTER), ZoneOffset.UTC, Optional.empty(), Duration.ofHours(23), false);
        assertEquals(List.of("jupyter-a"), locked(scene.plan()));
    }

    @Test
    void aClockThatIsBeforeWhatHasEndedWentBackOverARestart() {
        scene.userUntil("a", "2027-01-31")
                .userUntil("c", "2027-12-31")
                .pass()
                .at(AFTER)
                .pass();
        scene.at("2027-01-31T12:00:00Z");
        assertEquals(List.of(), scene.plan().changes(AccountChange.class), "a few hours change nothing");
        assertEquals(List.of(), scene.plan().findings());
        scene.at("2026-11-01T00:00:00Z");
        assertEquals(List.of(), scene.plan().changes(AccountChange.class));
        assertTrue(scene.plan()
                .findings()
                .get(0)
                .sentence()
                .contains("it went back, since 2027-02-01T00:00:00Z was over"));
        scene.machine.clock =
                new ClockSight(scene.machine.clock.now(), ZoneOffset.UTC, Optional.empty(), Duration.ZERO, true);
        assertEquals(List.of(), scene.plan().findings());
        assertEquals(1, scene.plan().changes(AccountChange.Unlock.class).size(), "the clock was wrong before");
        scene.pass();
        assertEquals(Optional.empty(), scene.machine.ledger.passed());
        assertEquals(List.of(), scene.plan().changes());
    }

    @Test
    void timeAloneChangesNoPlan() {
        scene.userUntil("a", "2027-01-31").pass();
        Circumstances one = circumstances("2027-01-30T00:00:00Z");
        assertTrue(one.leadToTheSame(circumstances(BEFORE)));
        assertFalse(one.leadToTheSame(circumstances(AFTER)));
    }

    private Circumstances circumstances(String now) {
        scene.at(now);
        return new Circumstances(Instant.parse(now), "", List.of()).with(ends());
    }
}
