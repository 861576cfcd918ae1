package org.hubwarden.host.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hubwarden.host.Errand;
import org.hubwarden.host.Errands;

/**
 * Errands as transient units of systemd, each with its own rights. Nothing is left of one: systemd remembers it for as long as
 * we hold on to it, or are on the bus.
 */
final class SystemdErrands implements Errands {

    private static final Path DIRECTORY = Path.of("/run/hubwarden/errands");
    private static final FileAttribute<Set<PosixFilePermission>> ROOT_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String NAME = "hubwarden-errand-";

    /** A program of which nothing is left has said all: it is only to be read. */
    private static final Duration READING = Duration.ofSeconds(10);

    /** For {@code ExecMainCode}: it exited, and was not killed. See waitid(2). */
    private static final int CLD_EXITED = 1;

    /** From here on it is systemd that says why the program did not begin; see systemd.exec(5). */
    private static final int FIRST_OF_SYSTEMD = 200;

    private final Systemd systemd;
    private final Jobs jobs;
    private final AtomicInteger number = new AtomicInteger();

    SystemdErrands(Systemd systemd, Jobs jobs) {
        this.systemd = systemd;
        this.jobs = jobs;
    }

    @Override
    public Errand.End run(Errand errand) {
        String unit = NAME + ProcessHandle.current().pid() + "-" + number.incrementAndGet() + ".service";
        try {
            Files.createDirectories(DIRECTORY, ROOT_ONLY);
            try (UnitOutput output = UnitOutput.at(DIRECTORY.resolve(unit + ".out"));
                    UnitOutput errors = UnitOutput.at(DIRECTORY.resolve(unit + ".err"))) {
                return run(errand, unit, output, errors);
            }
        } catch (IOException failure) {
            return new Errand.End.Failed(
                    "what " + errand.program() + " answers cannot be read: " + failure.getMessage());
        }
    }

    private Errand.End run(Errand errand, String unit, UnitOutput output, UnitOutput errors) throws IOException {
        try {
            jobs.await(TransientUnit.of(unit, errand, output.path(), errors.path()), unit, errand.patience());
            UnitProperties end =
                    systemd.properties(List.of(unit), Property.OF_END).get(0);
            return ended(errand, end, output, errors);
        } catch (BusFault fault) {
            stop(unit);
            return new Errand.End.Failed(errand.program() + " cannot be run apart: " + fault.sentence());
        } finally {
            letGo(unit);
        }
    }

    private static Errand.End ended(Errand errand, UnitProperties end, UnitOutput output, UnitOutput errors)
            throws IOException {
        String result = end.text("Result");
        long status = end.number("ExecMainStatus");
        if (end.number("ExecMainCode") != CLD_EXITED || status >= FIRST_OF_SYSTEMD) {
            return new Errand.End.Failed(errand.program()
                    + (result.equals("timeout")
                            ? " did not answer in time"
                            : " was not run to its end: " + result + ", status " + status));
        }
        return new Errand.End.Exited((int) status, output.text(READING), errors.text(READING));
    }

    private void stop(String unit) {
        try {
            systemd.ask(Call.manager("StopUnit", "ss", unit, "replace"));
        } catch (BusFault gone) {
            return;
        }
    }

    /** Otherwise systemd would remember it until we leave the bus. */
    private void letGo(String unit) {
        try {
            systemd.ask(Call.manager("UnrefUnit", "s", unit));
        } catch (BusFault gone) {
            return;
        }
    }
}
