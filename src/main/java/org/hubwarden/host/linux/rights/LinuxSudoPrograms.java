package org.hubwarden.host.linux.rights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.ChildProcess;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.SudoListing;

/** sudo's programs of the running machine, found where packages put them. */
public final class LinuxSudoPrograms implements SudoPrograms {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern LINE = Pattern.compile("stdin:(\\d+)");
    private static final String INCOMPLETE =
            ": rules of other files are not seen, so who can become root is answered" + " incompletely";

    private final Waits waits;

    /** {@code waits}: where it is told that a program is waited for. */
    public LinuxSudoPrograms(Waits waits) {
        this.waits = waits;
    }

    private ChildProcess.End run(String input, String... command) {
        return ChildProcess.run(waits, "the program " + command[0], List.of(command), input, LIMIT);
    }

    @Override
    public Optional<String> complaintAbout(String path) throws HostFailure {
        ChildProcess.End end = run("", "visudo", "-c", "-s", "-f", path);
        if (end instanceof ChildProcess.End.Exited exited) {
            return exited.status() == 0 ? Optional.empty() : Optional.of(exited.complaint());
        }
        throw new HostFailure("the rule was not checked and so not written: " + why(end) + "; install sudo");
    }

    @Override
    public Optional<String> disproveRoot(UnixName account) {
        ChildProcess.End end = run("", "sudo", "-n", "-l", "-U", account.value());
        if (end instanceof ChildProcess.End.Exited exited) {
            return exited.status() == 0
                    ? SudoListing.disproveRoot(exited.output())
                    : Optional.of("sudo says: " + exited.complaint());
        }
        return Optional.of(why(end));
    }

    @Override
    public Reading read(String text) {
        if (!isInstalled("sudo")) {
            return new Reading.Unreadable(Optional.of("sudo is not installed: no admin can become root"));
        }
        if (!isInstalled("cvtsudoers")) {
            return new Reading.Unreadable(Optional.of("cvtsudoers is not installed" + INCOMPLETE));
        }
        if (isSudoRs()) {
            return new Reading.Unreadable(
                    Optional.of("sudo is sudo-rs, which reads sudoers in its own way" + INCOMPLETE));
        }
        ChildProcess.End end = run(text, "cvtsudoers", "-f", "json", "-");
        if (end instanceof ChildProcess.End.Exited exited) {
            return exited.status() == 0 ? new Reading.Json(exited.output()) : refusal(exited.errors());
        }
        return new Reading.Unreadable(Optional.of(why(end) + INCOMPLETE));
    }

    private static Reading refusal(String errors) {
        Matcher line = LINE.matcher(errors);
        String complaint = errors.lines().findFirst().orElse("no reason given");
        return new Reading.Refused(line.find() ? Integer.parseInt(line.group(1)) : 0, complaint);
    }

    private boolean isSudoRs() {
        return run("", "sudo", "-V") instanceof ChildProcess.End.Exited exited
                && exited.output().startsWith("sudo-rs");
    }

    private static boolean isInstalled(String program) {
        return List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String why(ChildProcess.End end) {
        return end instanceof ChildProcess.End.Failed failed ? failed.why() : "";
    }
}
