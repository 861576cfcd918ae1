package org.hubwarden.host.systemd;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hubwarden.host.Errand;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.UnitChange;

/** Runs inside a container, where systemd is: exercises the bus and prints what came of it, one fact a line. */
public final class Drill {

    private static final AtomicInteger LOST = new AtomicInteger();
    private static final AtomicInteger CHANGED = new AtomicInteger();
    private static final EndedJobs ENDED = new EndedJobs();

    private Drill() {}

    /** The first argument names the exercise. */
    public static void main(String[] args) throws IOException, InterruptedException, BusFault {
        List<String> rest = Arrays.asList(args).subList(1, args.length);
        Bus bus = new Bus(new Sink());
        Systemd systemd = new Systemd(bus);
        switch (args[0]) {
            case "endure" -> endure(systemd, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "follow" -> follow(systemd, Integer.parseInt(args[1]));
            case "start" -> job(systemd, Jobs.Verb.START, rest);
            case "stop" -> job(systemd, Jobs.Verb.STOP, rest);
            case "restart" -> restart(systemd, new UnitName(rest.get(0)), new UnixName(rest.get(1)));
            case "refused" -> refused(bus);
            case "errand" -> errand(systemd, rest);
            default -> throw new IllegalArgumentException(args[0]);
        }
        systemd.close();
        System.exit(0);
    }

    private static final class Sink implements SignalSink {
        @Override
        public void connected() {}

        @Override
        public void unitChanged(String unit) {}

        @Override
        public void jobEnded(String job, String unit) {
            ENDED.add(job);
        }

        @Override
        public void unitsChanged() {
            CHANGED.incrementAndGet();
        }

        @Override
        public void lost() {
            LOST.incrementAndGet();
        }
    }

    /** Calls and new connections, with what they leave behind. */
    private static void endure(Systemd systemd, int calls, int connections) throws IOException, BusFault {
        work(systemd, calls / 10, connections / 10);
        say("before", measure());
        work(systemd, calls, connections);
        say("after", measure());
    }

    private static void work(Systemd systemd, int calls, int connections) throws BusFault {
        List<Call> many = java.util.Collections.nCopies(50, Call.managerProperty("Version"));
        for (int i = 0; i < calls / 50; i++) {
            for (Call call : many) {
                systemd.ask(call);
            }
        }
        for (int i = 0; i < connections; i++) {
            systemd.close();
            systemd.ask(Call.managerProperty("Version"));
        }
    }

    private static String measure() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) / 1024;
        String threads = Files.readString(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith("Threads:"))
                .map(line -> line.substring(8).strip())
                .findFirst()
                .orElse("?");
        String[] descriptors = new File("/proc/self/fd").list();
        return heap + " " + threads + " " + (descriptors == null ? -1 : descriptors.length);
    }

    /** Asks five times a second, and says each time whether an answer came. Ends when a file appears. */
    private static void follow(Systemd systemd, int atMostSeconds) throws InterruptedException {
        for (int i = 0; i < atMostSeconds * 5 && !Files.exists(Path.of("/run/drill.stop")); i++) {
            int lost = LOST.get();
            try {
                systemd.ask(Call.managerProperty("Version"));
                say("answered", "lost " + lost + " changed " + CHANGED.get());
            } catch (BusFault fault) {
                say("fault", fault.sentence());
            }
            Thread.sleep(200);
        }
    }

    private static void job(Systemd systemd, Jobs.Verb verb, List<String> units) throws BusFault {
        List<String> names = units.size() == 2 && units.get(1).matches("\\d+") ? instances(units) : units;
        long start = System.nanoTime();
        Map<String, String> failures = new Jobs(systemd, ENDED).run(verb, names);
        say("millis", Long.toString((System.nanoTime() - start) / 1_000_000));
        say("reached", Integer.toString(names.size() - failures.size()));
        failures.forEach((unit, why) -> say("failed", unit + ": " + why));
    }

    private static List<String> instances(List<String> templateAndCount) {
        String template = templateAndCount.get(0);
        return java.util.stream.IntStream.range(0, Integer.parseInt(templateAndCount.get(1)))
                .mapToObj(i -> template.replace("@", "@" + i))
                .toList();
    }

    private static void restart(Systemd systemd, UnitName unit, UnixName account) {
        Waits waits = new Waits(InstantSource.system());
        UnitChange.Restart change = new UnitChange.Restart(unit, account, new Reason("an exercise"));
        try {
            say(
                    "refused",
                    new StartsAndStops(systemd, new Jobs(systemd, ENDED), waits)
                            .restart(change)
                            .orElse("not at all"));
        } catch (HostFailure failure) {
            say("failed", failure.sentence());
        }
    }

    /** Rights, seconds, and a command. */
    private static void errand(Systemd systemd, List<String> args) {
        Errand errand = new Errand(
                Errand.Rights.valueOf(args.get(0)),
                args.subList(2, args.size()),
                Duration.ofSeconds(Long.parseLong(args.get(1))));
        Errand.End end = new SystemdErrands(systemd, new Jobs(systemd, ENDED)).run(errand);
        if (end instanceof Errand.End.Exited exited) {
            say("exited", exited.status() + " errors=" + exited.errors().strip());
            System.out.print(exited.output());
        } else {
            say("failed", ((Errand.End.Failed) end).why());
        }
    }

    private static void refused(Bus bus) throws BusFault {
        say(
                "answer",
                bus.call(Call.manager("GetUnit", "s", "no-such.service"), Bus.LIMIT)
                        .toString());
    }

    private static void say(String what, String more) {
        System.out.println(what + ": " + more);
    }
}
