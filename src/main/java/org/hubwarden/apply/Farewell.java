package org.hubwarden.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hubwarden.host.Departures;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;

/**
 * Ends what is left of people who leave, in the order of the plan. What runs is ended whatever failed before, or somebody could stay
 * by standing in the way of one step; but who could not be done with is left out of all that comes after: nothing is touched in a home
 * in which somebody may still be at work.
 */
final class Farewell {

    private final Doors doors;
    private final Departures departures;
    private final Work work;
    private final Set<UnixName> failed = new HashSet<>();
    private final Set<UnixName> unmasked = new HashSet<>();
    private final Map<UnixName, Set<Stage>> undone = new HashMap<>();
    private final Map<UnixName, Set<Stage>> done = new LinkedHashMap<>();

    Farewell(Work work) {
        this.doors = work.doors();
        this.departures = doors.departures();
        this.work = work;
    }

    /** For whom which steps were carried out, each whole. */
    Map<UnixName, Set<Stage>> carryOut(Plan plan) {
        each(plan.changes(LeavingStep.Unmask.class), departures::unmask);
        each(plan.changes(LeavingStep.TakeBack.class), departures::takeBack);
        each(plan.changes(LeavingStep.ForgetSudo.class), departures::forgetSudo);
        each(plan.changes(LeavingStep.Mask.class), departures::mask);
        each(plan.changes(LeavingStep.SetAside.class), departures::setAside);
        each(plan.changes(LeavingStep.Tell.class), tell -> doors.sessions().tell(tell.uid(), tell.text()));
        together(plan.changes(LeavingStep.Halt.class), this::halt);
        each(plan.changes(LeavingStep.EndSessions.class), this::endSessions);
        together(plan.changes(LeavingStep.EndProcesses.class), departures::endProcesses);
        each(plan.changes(LeavingStep.CloseKeys.class), departures::closeKeys);
        together(plan.changes(LeavingStep.ListFiles.class), this::list);
        each(plan.changes(LeavingStep.KeepList.class), kept -> {});
        each(plan.changes(LeavingStep.PackHome.class), departures::pack);
        each(plan.changes(LeavingStep.KeepArchive.class), kept -> {});
        each(plan.changes(LeavingStep.RestoreHome.class), departures::restore);
        each(plan.changes(LeavingStep.GiveBack.class), back -> {});
        return done;
    }

    /** Tells for whom it failed, why. */
    private interface Batch<C> {
        Map<UnixName, String> run(List<C> steps) throws HostFailure;
    }

    private <C extends LeavingStep> void each(List<C> steps, Deed<C> deed) {
        for (C step : steps) {
            together(List.of(step), one -> {
                deed.run(step);
                return Map.of();
            });
        }
    }

    private <C extends LeavingStep> void together(List<C> all, Batch<C> batch) {
        List<C> steps = all.stream().filter(step -> !isHeldUp(step)).toList();
        if (steps.isEmpty() || work.isStopping()) {
            failed.addAll(all.stream().map(LeavingStep::unix).toList());
            return;
        }
        try {
            Map<UnixName, String> failures = batch.run(steps);
            steps.forEach(step -> tell(step, Optional.ofNullable(failures.get(step.unix()))));
        } catch (HostFailure e) {
            steps.forEach(step -> tell(step, Optional.of(e.sentence())));
        }
    }

    private boolean isHeldUp(LeavingStep step) {
        boolean isToEnd = !step.isReturn() && step.stage().compareTo(Stage.PROCESSES) <= 0;
        return !isToEnd && failed.contains(step.unix());
    }

    private void tell(LeavingStep step, Optional<String> failure) {
        if (failure.isPresent()) {
            fail(step);
        } else if (step.completes()
                && !undone.getOrDefault(step.unix(), Set.of()).contains(step.stage())) {
            done.computeIfAbsent(step.unix(), unix -> new HashSet<>()).add(step.stage());
        }
        work.outcomes().told(step, failure);
    }

    private void fail(LeavingStep step) {
        failed.add(step.unix());
        if (step instanceof LeavingStep.Mask) {
            unmasked.add(step.unix());
        }
        undone.computeIfAbsent(step.unix(), unix -> new HashSet<>()).add(step.stage());
        done.getOrDefault(step.unix(), new HashSet<>()).remove(step.stage());
    }

    /** Of one that is not masked it is not tried whether it starts: it would. */
    private Map<UnixName, String> halt(List<LeavingStep.Halt> steps) throws HostFailure {
        Map<UnitName, String> failures = new LinkedHashMap<>();
        List<UnitName> masked = units(steps, step -> !unmasked.contains(step.unix()));
        List<UnitName> others = units(steps, step -> unmasked.contains(step.unix()));
        if (!masked.isEmpty()) {
            failures.putAll(doors.units().halt(masked));
        }
        if (!others.isEmpty()) {
            others.forEach(unit -> failures.put(unit, "it was stopped, and could be started again"));
            failures.putAll(doors.units().end(others));
        }
        Map<UnixName, String> whose = new LinkedHashMap<>();
        steps.stream()
                .filter(step -> failures.containsKey(step.unit()))
                .forEach(step -> whose.put(step.unix(), String.valueOf(failures.get(step.unit()))));
        return whose;
    }

    private static List<UnitName> units(List<LeavingStep.Halt> steps, Predicate<LeavingStep.Halt> which) {
        return steps.stream().filter(which).map(LeavingStep.Halt::unit).toList();
    }

    private Map<UnixName, String> list(List<LeavingStep.ListFiles> steps) throws HostFailure {
        departures.list(steps);
        return Map.of();
    }

    private void endSessions(LeavingStep.EndSessions step) throws HostFailure {
        doors.sessions().linger(step.uid(), false);
        doors.sessions().end(step.uid());
    }
}
