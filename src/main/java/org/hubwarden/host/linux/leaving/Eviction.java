package org.hubwarden.host.linux.leaving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hubwarden.host.Errand;
import org.hubwarden.host.Errands;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.LeavingStep;

/** Has processes killed by a program of ours that has the right to: the daemon has not. See {@link Evictor}. */
public final class Eviction {

    private static final String PROGRAM = "/usr/bin/hubwarden";
    private static final long NOBODY = 65_534;
    private static final Duration EACH = Duration.ofSeconds(15);
    private static final Duration BEGINNING = Duration.ofSeconds(30);

    private final Errands errands;
    private final Unmounting unmounting;
    private final Waits waits;

    /** Takes away what is mounted. */
    public interface Unmounting {
        /** Tells for each path that is still mounted, why. */
        Map<String, String> unmount(List<String> paths) throws HostFailure;
    }

    /** {@code waits}: where it is told that the program is waited for. */
    public Eviction(Errands errands, Unmounting unmounting, Waits waits) {
        this.errands = errands;
        this.unmounting = unmounting;
        this.waits = waits;
    }

    /** For each of whom something is left, or may be, what. */
    Map<UnixName, String> end(List<LeavingStep.EndProcesses> steps) throws HostFailure {
        List<String> command = new ArrayList<>(
                List.of(PROGRAM, Evictor.COMMAND, Long.toString(steps.get(0).spare())));
        steps.forEach(
                step -> command.add(new Evictor.Person(step.uid(), step.unix().value(), step.home()).text()));
        Duration limit = BEGINNING.plus(EACH.multipliedBy(steps.size()));
        try (Waits.Wait wait = waits.begin("the end of all processes of " + steps.size() + " people", limit)) {
            Errand.End end = errands.run(new Errand(Errand.Rights.PROCESSES, command, limit));
            if (end instanceof Errand.End.Exited exited && exited.status() == 0) {
                Map<UnixName, String> left = read(steps, exited.output());
                unmount(steps, exited.output(), left);
                return left;
            }
            throw new HostFailure("processes were not ended: " + why(end));
        }
    }

    /** As the user and not as root: a number that is another's by now is not theirs to signal. */
    void kill(DemotionStep.Kill step) throws HostFailure {
        String program =
                "$( = $) = '%1$d %1$d'; $< = $> = %2$d; kill 'KILL', @ARGV if $> == %2$d".formatted(NOBODY, step.uid());
        List<String> command = new ArrayList<>(List.of("/usr/bin/perl", "-e", program));
        step.pids().forEach(pid -> command.add(Long.toString(pid)));
        try (Waits.Wait wait = waits.begin("the end of processes of " + step.unix(), EACH)) {
            Errand.End end = errands.run(new Errand(Errand.Rights.PROCESSES, command, EACH));
            if (!(end instanceof Errand.End.Exited exited && exited.status() == 0)) {
                throw new HostFailure("processes were not killed: " + why(end));
            }
        }
    }

    private static String why(Errand.End end) {
        return end instanceof Errand.End.Exited exited ? exited.errors().strip() : ((Errand.End.Failed) end).why();
    }

    /** A line for each uid: {@code UID done}, or what is left. Of whom no line tells, nothing is known. */
    private static Map<UnixName, String> read(List<LeavingStep.EndProcesses> steps, String output) {
        Map<UnixName, String> left = new LinkedHashMap<>();
        for (LeavingStep.EndProcesses step : steps) {
            List<String> lines = linesOf(step, output).stream()
                    .filter(line -> !line.startsWith(Evictor.MOUNT))
                    .toList();
            if (!lines.equals(List.of(Evictor.DONE))) {
                left.put(step.unix(), lines.isEmpty() ? "nothing was told of it" : String.join("; ", lines));
            }
        }
        return left;
    }

    private static List<String> linesOf(LeavingStep.EndProcesses step, String output) {
        String prefix = step.uid() + " ";
        return output.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private void unmount(List<LeavingStep.EndProcesses> steps, String output, Map<UnixName, String> left)
            throws HostFailure {
        for (LeavingStep.EndProcesses step : steps) {
            List<String> paths = linesOf(step, output).stream()
                    .filter(line -> line.startsWith(Evictor.MOUNT))
                    .map(line -> line.substring(Evictor.MOUNT.length()))
                    .toList();
            Map<String, String> failures = paths.isEmpty() ? Map.of() : unmounting.unmount(paths);
            failures.forEach(
                    (path, why) -> left.putIfAbsent(step.unix(), "what is mounted at " + path + " is still: " + why));
        }
    }
}
