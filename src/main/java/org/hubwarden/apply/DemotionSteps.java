package org.hubwarden.apply;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.UnitChange;

/**
 * Ends what still runs with the root that people lost, and shows that nothing has it. After the unit files: what starts again has
 * them as they should be. Each step is remembered once it is done; one that a crash cut short is done again.
 */
final class DemotionSteps {

    /** What was killed is seen for a moment longer. */
    private static final int LOOKS = 20;

    private final Doors doors;
    private final Work work;
    private final Set<UnixName> failed = new HashSet<>();

    DemotionSteps(Work work) {
        this.doors = work.doors();
        this.work = work;
    }

    void carryOut(Plan plan) {
        each(plan.changes(DemotionStep.Tell.class), this::tell);
        each(plan.changes(DemotionStep.End.class), this::end);
        each(plan.changes(DemotionStep.Serve.class), this::serve);
        each(plan.changes(DemotionStep.Kill.class), this::kill);
        each(plan.changes(DemotionStep.TakeBit.class), doors.groupFiles()::take);
        each(plan.changes(DemotionStep.Search.class), doors.groupFiles()::search);
        each(plan.changes(DemotionStep.Prove.class), this::prove);
    }

    /** With whom one step failed, no further one is tried. */
    private <C extends DemotionStep> void each(List<C> steps, Deed<C> deed) {
        for (C step : steps) {
            if (work.isStopping() || failed.contains(step.unix())) {
                continue;
            }
            if (!work.outcomes().of(step, deed)) {
                failed.add(step.unix());
            }
        }
    }

    private void tell(DemotionStep.Tell step) throws HostFailure {
        doors.sessions().tell(step.uid(), step.text());
        remember(step.unix(), Demotion::afterTelling);
    }

    /** What has the most units first; what is in none, or escapes from them, last. */
    private void end(DemotionStep.End step) throws HostFailure {
        if (step.stops()) {
            Map<UnitName, String> failures = doors.units().end(List.of(step.server()));
            if (!failures.isEmpty()) {
                throw new HostFailure(step.server() + " was not stopped: " + failures.get(step.server()));
            }
        }
        boolean lingers =
                doors.sessions().look().lingering().contains(step.unix().value());
        doors.sessions().end(step.uid());
        LeavingStep.EndProcesses all =
                new LeavingStep.EndProcesses(step.unix(), step.uid(), step.spare(), step.home(), step.reason());
        Map<UnixName, String> left = doors.departures().endProcesses(List.of(all));
        if (!left.isEmpty()) {
            throw new HostFailure("not all of theirs has ended: " + left.get(step.unix()));
        }
        remember(step.unix(), demotion -> demotion.ended(doors.clock().now()));
        if (lingers) {
            doors.sessions().startManager(step.uid());
        }
    }

    private void serve(DemotionStep.Serve step) throws HostFailure {
        UnitChange.Start start = new UnitChange.Start(step.server(), step.unix(), step.reason());
        Map<UnitName, String> failures = doors.units().start(List.of(start));
        remember(step.unix(), Demotion::afterServing);
        if (!failures.isEmpty()) {
            throw new HostFailure(step.server() + " was not started again: " + failures.get(step.server()));
        }
    }

    private void kill(DemotionStep.Kill step) throws HostFailure {
        doors.departures().kill(step);
        ProcessesSight left =
                doors.processes().look(p -> p.hasUid(step.uid()) && step.pids().contains(p.pid()));
        for (int look = 1; look < LOOKS && !left.found().isEmpty(); look++) {
            left = doors.processes()
                    .look(p -> p.hasUid(step.uid()) && step.pids().contains(p.pid()));
        }
        if (!left.found().isEmpty()) {
            throw new HostFailure("they are still there: " + named(left));
        }
    }

    private static String named(ProcessesSight seen) {
        return seen.found().stream().map(RunningProcess::shown).collect(Collectors.joining(", "));
    }

    /** One look may come between two of theirs. */
    private void prove(DemotionStep.Prove step) throws HostFailure {
        ProcessesSight seen = doors.processes().look(p -> p.hasUid(step.uid()) && p.hasGid(step.gid()));
        if (!seen.isProvenNone()) {
            throw new HostFailure(seen.unproven().orElse("a second look found " + named(seen)));
        }
        remember(step.unix(), demotion -> demotion.proven(doors.clock().now()));
    }

    private void remember(UnixName name, UnaryOperator<Demotion> change) throws HostFailure {
        if (!(doors.ledger().read() instanceof LedgerReading.Intact intact)) {
            throw new HostFailure("what was done cannot be remembered, since the ledger cannot be read");
        }
        Ledger changed = intact.ledger()
                .draft()
                .change(name, account -> account.withDemotion(account.demotion().map(change)))
                .done();
        doors.ledger().write(changed);
    }
}
