package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.Remains.Mark;
import org.junit.jupiter.api.Test;

/** What people are told of each step is what the planner goes by. */
class LeavingOutlookTest {

    private static final UnixName ALICE = new UnixName("jupyter-alice");
    private static final Instant NOW = Instant.parse("2026-11-26T05:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final HomeSight HOME = new HomeSight.Directory(1000, 1000, 0750, false);
    private static final Offboarding SETTINGS = new Offboarding(1, Duration.ofMinutes(5), Optional.empty());
    private static final LeaveTimes TRUSTED =
            new LeaveTimes(Optional.of(TODAY), Optional.empty(), new TreeSet<>(), Optional.empty());

    private static LedgerAccount account(Leaving leaving) {
        return new LedgerAccount(
                        new HubName("alice"),
                        ALICE,
                        1000,
                        1000,
                        "/home/jupyter-alice",
                        true,
                        false,
                        false,
                        Optional.empty(),
                        Optional.of(new LockedFrom("/bin/bash", "", false)))
                .withLeaving(Optional.of(leaving));
    }

    private static Leaving upTo(Stage last) {
        Leaving leaving = Leaving.BEGINNING;
        for (Stage stage : Stage.values()) {
            leaving = stage.compareTo(last) <= 0 ? leaving.done(stage, NOW) : leaving;
        }
        return leaving;
    }

    private static Leaving due() {
        return upTo(Stage.KEYS).passedOn(TODAY.minusDays(1)).passedOn(TODAY);
    }

    private static Remains remains(Optional<Remains.Setback> setback, Mark... marks) {
        return new Remains(Set.of(marks), Collections.emptySortedSet(), Set.of(), setback, List.of());
    }

    private static List<String> told(Leaving leaving, LeaveTimes times, Remains remains, HomeSight home, long packing) {
        return LeavingOutlook.of(account(leaving), new LeavingOutlook.View(SETTINGS, times, remains, home, packing))
                .stream()
                .filter(step -> step.done().isEmpty())
                .map(step -> step.stage().number() + " " + step.waitsFor().orElse("next pass"))
                .toList();
    }

    private static String first(Leaving leaving, LeaveTimes times, Remains remains, HomeSight home, long packing) {
        return told(leaving, times, remains, home, packing).get(0);
    }

    @Test
    void inTheGraceWhatRunsGoesOnAndTheRestWaitsForThat() {
        LeaveTimes grace =
                new LeaveTimes(Optional.of(TODAY), Optional.empty(), new TreeSet<>(Set.of(ALICE)), Optional.empty());
        List<String> told = told(upTo(Stage.RIGHTS), grace, Remains.NOTHING, HOME, 0);
        assertEquals(6, told.size());
        assertEquals(
                "2 the end of the grace of 5 minutes, to stop what runs of theirs; nobody gets in any more",
                told.get(0));
        assertEquals(
                Set.of("3 step 2", "4 step 2", "5 step 2", "6 step 2", "7 step 2"), Set.copyOf(told.subList(1, 6)));
    }

    @Test
    void eachStepThatWaitsForNothingIsForTheNextPass() {
        for (Stage last : List.of(Stage.RIGHTS, Stage.LOCK, Stage.SESSIONS)) {
            assertEquals((last.number() + 1) + " next pass", first(upTo(last), TRUSTED, Remains.NOTHING, HOME, 0));
        }
        assertEquals(
                "5 the search of all file systems for what they own",
                first(upTo(Stage.PROCESSES), TRUSTED, Remains.NOTHING, HOME, 0));
        assertEquals("6 next pass", first(due(), TRUSTED, Remains.NOTHING, HOME, 1));
    }

    @Test
    void theArchiveWaitsForDaysForATurnForRoomOrForAPerson() {
        Leaving early = upTo(Stage.KEYS).passedOn(TODAY);
        assertEquals("6 the end of 1 days, of which 1 counted", first(early, TRUSTED, Remains.NOTHING, HOME, 0));
        LeaveTimes jumped =
                new LeaveTimes(Optional.empty(), Optional.of("it jumped"), new TreeSet<>(), Optional.empty());
        assertEquals(
                "6 the end of 1 days, of which 1 counted, and today does not: the clock is not trusted",
                first(early, jumped, Remains.NOTHING, HOME, 0));
        assertEquals("6 a clock that is trusted: it jumped", first(due(), jumped, Remains.NOTHING, HOME, 0));
        assertEquals("6 next pass", first(due().asking(Leaving.Wish.PURGE), jumped, Remains.NOTHING, HOME, 0));
        assertEquals(
                "6 the home, which is being packed",
                first(due(), TRUSTED, remains(Optional.empty(), Mark.AT_WORK), HOME, 1));
        assertEquals("6 other homes, of which 2 are being packed", first(due(), TRUSTED, Remains.NOTHING, HOME, 2));
        assertEquals(
                "6 another try at 2026-11-26T05:00:00Z, or at once with hubwarden apply: there is no room",
                first(due(), TRUSTED, remains(Optional.of(new Remains.Setback("there is no room", NOW))), HOME, 0));
        assertEquals(
                "6 the home, which is a symbolic link to /etc and no directory",
                first(due(), TRUSTED, Remains.NOTHING, new HomeSight.Other("a symbolic link to /etc"), 0));
    }

    @Test
    void whoComesBackIsSeenToAndThePurgeWaitsForAPerson() {
        Leaving packed = upTo(Stage.ARCHIVE).archivedAs(Optional.of("a.tar.zst"));
        HomeSight gone = new HomeSight.Absent();
        assertEquals("7 somebody who types hubwarden purge alice", first(packed, TRUSTED, Remains.NOTHING, gone, 0));
        for (Leaving.Wish wish : List.of(Leaving.Wish.PURGE, Leaving.Wish.FRESH)) {
            assertEquals("7 next pass", first(packed.asking(wish), TRUSTED, Remains.NOTHING, gone, 0));
        }
        Leaving purged =
                packed.asking(Leaving.Wish.PURGE).begun(Stage.PURGE, NOW).gone();
        assertEquals(List.of(), told(purged, TRUSTED, Remains.NOTHING, gone, 0), "all is done");
        Leaving back = packed.asking(Leaving.Wish.RESTORE);
        assertEquals("6 next pass", first(back, TRUSTED, Remains.NOTHING, gone, 0));
        assertEquals(
                "6 the home, which is being brought back",
                first(back, TRUSTED, remains(Optional.empty(), Mark.AT_WORK), gone, 1));
    }
}
