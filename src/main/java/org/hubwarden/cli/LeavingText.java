package org.hubwarden.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.Remains;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.LeaveTimes;
import org.hubwarden.plan.LeavingOutlook;
import org.hubwarden.reconcile.Assessment;

/** The steps of leaving, for {@code show}, and the one that somebody is at, for {@code list --leaving}. */
final class LeavingText {

    private LeavingText() {}

    /** The steps of somebody; none for whom nobody began to leave. */
    static List<LeavingOutlook> of(Person person, Assessment assessment) {
        Optional<LedgerAccount> account =
                person.account().filter(a -> a.leaving().isPresent());
        return account.map(a -> LeavingOutlook.of(a, view(a, assessment))).orElse(List.of());
    }

    private static LeavingOutlook.View view(LedgerAccount account, Assessment assessment) {
        Optional<LeaversSight> leavers = assessment.observed().map(ObservedState::leavers);
        return new LeavingOutlook.View(
                assessment.state().state().map(DesiredState::offboarding).orElse(Offboarding.STANDARD),
                assessment.circumstances().map(Circumstances::leave).orElse(LeaveTimes.NONE),
                leavers.flatMap(sight -> sight.of(account.unix())).orElse(Remains.NOTHING),
                assessment
                        .observed()
                        .map(seen -> seen.homes().at(account.home()))
                        .orElse(new HomeSight.Absent()),
                leavers.map(LeaversSight::packing).orElse(0L));
    }

    /** The same for programs. */
    static void write(Json json, List<LeavingOutlook> steps) throws IOException {
        if (steps.isEmpty()) {
            return;
        }
        json.objects("leaving", steps, (nested, step) -> {
            nested.field("step", step.stage().number());
            nested.field("name", step.stage().word());
            nested.field("done", step.done().map(Instant::toString));
            nested.field("waits_for", step.waitsFor());
        });
    }

    /** What they own outside their home, once that is known; none for whom nobody began to leave. */
    static Optional<String> elsewhere(Person person) {
        return person.account().flatMap(LedgerAccount::leaving).flatMap(Leaving::elsewhere);
    }

    /** A line for each step. */
    static List<String> lines(List<LeavingOutlook> steps) {
        List<List<String>> rows = new ArrayList<>();
        for (LeavingOutlook step : steps) {
            rows.add(List.of(number(step), step.stage().word(), status(step)));
        }
        return Columns.aligned(rows);
    }

    /** The first step that is not done. */
    static String current(List<LeavingOutlook> steps) {
        return steps.stream()
                .filter(step -> step.done().isEmpty())
                .findFirst()
                .map(step -> number(step) + " " + step.stage().word() + ": " + status(step))
                .orElse("gone");
    }

    /** Who leaves, and the step that they are at. */
    static List<String> table(List<Person> people, Assessment assessment) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("HUB NAME", "ACCOUNT", "UID", "STEP"));
        for (Person person : people) {
            String uid = person.account().map(a -> Long.toString(a.uid())).orElse(RosterText.NOTHING);
            rows.add(List.of(person.hub().value(), person.unix().value(), uid, current(of(person, assessment))));
        }
        List<String> lines = new ArrayList<>(Columns.aligned(rows));
        lines.add("");
        lines.add(Count.nouns(people.size(), "user") + " leaving.");
        return lines;
    }

    private static String number(LeavingOutlook step) {
        return Integer.toString(step.stage().number());
    }

    private static String status(LeavingOutlook step) {
        return step.done()
                .map(at -> "done " + Moment.text(at))
                .or(() -> step.waitsFor().map(what -> "waits for " + what))
                .orElse("at the next pass");
    }
}
