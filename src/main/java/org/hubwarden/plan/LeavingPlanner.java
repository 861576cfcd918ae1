package org.hubwarden.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.RunningUnit;

/**
 * The steps by which people leave, after the lock, and their way back. What is open is seen from the machine; the ledger only gets
 * evidence. A plan does so much for so many people at most: others must not wait for it, and the next pass goes on.
 */
final class LeavingPlanner {

    /** People for whom one plan does something. */
    static final int BATCH = 40;

    /** Homes that are packed at a time. */
    static final int AT_ONCE = 2;

    private final Survey survey;
    private final Draft draft;
    private final DesiredState desired;
    private final Circumstances circumstances;
    private final Victim victims;
    private final Optional<Set<UnitName>> running;
    private int busy;
    private long packing;

    LeavingPlanner(Survey survey, Draft draft, DesiredState desired, Circumstances circumstances) {
        this.survey = survey;
        this.draft = draft;
        this.desired = desired;
        this.circumstances = circumstances;
        this.victims = new Victim(survey, desired);
        this.running = survey.observed()
                .servers()
                .units()
                .units()
                .map(units -> units.stream()
                        .filter(RunningUnit::active)
                        .map(RunningUnit::name)
                        .collect(Collectors.toSet()));
        this.packing = survey.observed().leavers().packing();
    }

    void settle(List<LedgerAccount> leavers, List<Resident> residents) {
        residents.stream()
                .filter(resident -> resident.account().leaving().isPresent())
                .forEach(this::takeBack);
        leavers.forEach(this::leave);
    }

    private void leave(LedgerAccount leaver) {
        Optional<Remains> remains = survey.observed().leavers().of(leaver.unix());
        LedgerAccount account = draft.ledger().account(leaver.unix()).orElse(leaver);
        if (account.isPurged() && isAsked(account, Leaving.Wish.FRESH)) {
            draft.ledger().bury(account.unix());
            return;
        }
        if (remains.isEmpty() || account.locked().isEmpty() || account.isPurged() || busy == BATCH) {
            return;
        }
        Optional<String> fault = victims.fault(account);
        if (fault.isPresent()) {
            draft.conflict(account.hub().value(), "nothing of " + account.unix() + " is ended: " + fault.get());
            return;
        }
        LeavingSteps steps = new LeavingSteps(account, remains.get(), situation(account));
        steps.steps().forEach(draft::add);
        packing += steps.steps().stream()
                .filter(LeavingStep.PackHome.class::isInstance)
                .count();
        busy += steps.steps().stream().allMatch(LeavingStep.ListFiles.class::isInstance) ? 0 : 1;
        draft.ledger().change(account.unix(), a -> a.withLeaving(Optional.of(steps.leaving())));
        steps.trouble().ifPresent(why -> draft.notice(account.hub().value(), why));
        if (steps.mayGo()) {
            purge(account);
        }
    }

    private static boolean isAsked(LedgerAccount account, Leaving.Wish wish) {
        return account.leaving().filter(leaving -> leaving.asked() == wish).isPresent();
    }

    /** After a crash the lines may be gone, and nobody knows. */
    private void purge(LedgerAccount account) {
        Optional<Line<PasswdEntry>> line =
                survey.accounts().passwd().findLine(account.unix().value());
        change(account, leaving -> leaving.begun(Stage.PURGE, circumstances.now()));
        if (line.isEmpty()) {
            change(account, Leaving::gone);
            return;
        }
        Optional<String> fault = new Identity(survey)
                .leaverFault(account, line.get(), line.get().entry().orElseThrow());
        fault.ifPresentOrElse(
                why -> draft.conflict(account.hub().value(), account.unix() + " is not purged: " + why),
                () -> draft.add(new AccountChange.Purge(
                        account.unix(), account.uid(), account.gid(), new Reason("asked for"))));
    }

    private void change(LedgerAccount account, UnaryOperator<Leaving> how) {
        draft.ledger().change(account.unix(), a -> a.withLeaving(a.leaving().map(how)));
    }

    private LeavingSituation situation(LedgerAccount account) {
        Optional<UnitName> unit = ServerNames.of(desired.servers().spawner(), account);
        Optional<Boolean> isRunning =
                unit.isEmpty() ? Optional.of(false) : running.map(names -> names.contains(unit.get()));
        return new LeavingSituation(
                desired.offboarding(),
                circumstances.now(),
                circumstances.leave(),
                unit,
                isRunning,
                survey.observed().homes().at(account.home()),
                packing < AT_ONCE,
                victims.spare());
    }

    private void takeBack(Resident resident) {
        LedgerAccount account = resident.account();
        Optional<Remains> seen = survey.observed().leavers().of(account.unix());
        if (seen.isEmpty()) {
            return;
        }
        Reason reason = new Reason("back in the state file");
        Optional<UnitName> unit = ServerNames.of(desired.servers().spawner(), account)
                .filter(name -> seen.get().has(Remains.Mark.MASK));
        unit.ifPresent(name -> draft.add(new LeavingStep.Unmask(account.unix(), name, reason)));
        if (seen.get().has(Remains.Mark.SET_ASIDE)) {
            draft.add(new LeavingStep.TakeBack(account.unix(), account.uid(), account.home(), reason));
        } else if (unit.isEmpty()) {
            draft.ledger().change(account.unix(), a -> a.withLeaving(Optional.empty()));
        }
    }
}
