package org.hubwarden.host.systemd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServerProcess;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.UnitChange;

/** Runs inside a container: looks at servers as the daemon does, and prints what it saw, or how long that took. */
public final class UnitDrill {

    private static final Path PAUSE = Path.of("/run/drill.pause");
    private static final Path STOP = Path.of("/run/drill.stop");

    private UnitDrill() {}

    /** The first argument names the exercise. */
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "follow" -> follow(Duration.ofSeconds(Long.parseLong(args[1])));
            case "one" -> one(args[1], Integer.parseInt(args[2]));
            case "looks" -> looks(Integer.parseInt(args[1]), Duration.ofSeconds(Long.parseLong(args[2])));
            case "starts" -> starts(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    /** Looks five times a second until a file appears, for some minutes at most; pauses while another is there. */
    private static void follow(Duration round) throws InterruptedException {
        try (SystemdUnits units = new SystemdUnits(new Waits(InstantSource.system()), round)) {
            List<RunningUnit> before = List.of();
            long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
            while (!Files.exists(STOP) && System.nanoTime() < end) {
                while (Files.exists(PAUSE)) {
                    System.out.println("paused");
                    Thread.sleep(50);
                }
                List<RunningUnit> now = units.look(UnitName.INSTANCES).units().orElse(List.of());
                System.out.println("look: anew " + anew(before, now)
                        + now.stream().map(UnitDrill::line).sorted().toList());
                before = now;
                Thread.sleep(200);
            }
        }
    }

    /** What is remembered is the very same object. */
    @SuppressWarnings("ReferenceEquality")
    private static long anew(List<RunningUnit> before, List<RunningUnit> now) {
        return now.stream()
                .filter(unit -> before.stream().noneMatch(old -> old == unit))
                .count();
    }

    private static String line(RunningUnit unit) {
        return unit.name() + " " + (unit.active() ? "active" : "not")
                + " memory=" + unit.limits().memory().orElse(0)
                + " groups=" + unit.process().map(ServerProcess::groups);
    }

    /** How long it takes to ask for everything about one unit. */
    private static void one(String unit, int times) throws Exception {
        try (Systemd systemd = new Systemd(new Bus(new Deaf()))) {
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                systemd.properties(List.of(unit), Property.OF_SERVER);
                print("one", begin);
            }
        }
    }

    /** How long looks at all take, of which the first asks for everything, and others for those whose turn has come. */
    private static void looks(int times, Duration round) throws Exception {
        LongSupplier cpu = () ->
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
        try (SystemdUnits units = new SystemdUnits(new Waits(InstantSource.system()), round)) {
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                long work = cpu.getAsLong();
                int seen = units.look(UnitName.INSTANCES).units().orElseThrow().size();
                print(i == 0 ? "first look" : "look", begin);
                System.out.println("units: " + seen + ", processor ms: " + (cpu.getAsLong() - work) / 1_000_000);
                Thread.sleep(i < 3 ? 4_000 : 200);
            }
        }
    }

    /** How long so many starts at once take. */
    private static void starts(int many, int times) throws HostFailure {
        List<UnitChange.Start> starts = IntStream.rangeClosed(1, many)
                .mapToObj(i -> new UnixName("jupyter-user" + i))
                .map(account -> new UnitChange.Start(UnitName.of(account), account, new Reason("it is measured")))
                .toList();
        try (SystemdUnits units = new SystemdUnits(new Waits(InstantSource.system()))) {
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                Map<UnitName, String> failures = units.start(starts);
                print("starts", begin);
                System.out.println("reached: " + (many - failures.size()));
                units.stop(starts.stream().map(UnitChange.Start::unit).toList());
            }
        }
    }

    private static void print(String what, long begin) {
        System.out.println(what + " us: " + (System.nanoTime() - begin) / 1000);
    }

    private static final class Deaf implements SignalSink {
        @Override
        public void connected() {}

        @Override
        public void jobEnded(String job, String unit) {}

        @Override
        public void unitChanged(String unit) {}

        @Override
        public void unitsChanged() {}

        @Override
        public void lost() {}
    }
}
