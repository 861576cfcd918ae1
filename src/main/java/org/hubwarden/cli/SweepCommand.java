package org.hubwarden.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.UnixName;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.sweep.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubwarden sweep [USER]}. */
@Command(
        name = "sweep",
        header = "Compare what can give root with the baseline that was taken when somebody got it.",
        description = {
            "%nA baseline is taken each time the state file gives somebody root. Of an admin who is none any more, their own is compared; without"
                    + " USER, the oldest that is kept. Differences come with the worst first, each with a command that shows more. Nothing is"
                    + " changed.",
            "At best no difference is found: that a machine on which somebody was root is as it was, nobody can prove.",
            "Ends with 2 when there are differences that nothing explains.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden sweep dana",
            "  hubwarden sweep --export /media/usb/hub.baseline",
            "  hubwarden sweep --against /media/usb/hub.baseline",
            "  hubwarden sweep --only /etc --only state"
        })
final class SweepCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "USER", arity = "0..1", description = "A hub name, or the name of an account.")
    private @Nullable String user;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Compare with this baseline, which was exported before.")
    private @Nullable String against;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Compare nothing; write a new baseline into FILE, to be kept on another machine.")
    private @Nullable String export;

    @Option(names = "--take", description = "Compare nothing; take a baseline now, and keep it on this machine.")
    private boolean take;

    @Option(
            names = "--only",
            paramLabel = "PATH",
            description =
                    "Look at this file or directory alone, or with \"state\" at what is no file. May be repeated.")
    private List<String> only = new ArrayList<>();

    SweepCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "sweep", "reads everything");
        Assessment look = session.assess(machine);
        if (export != null || take) {
            Optional<String> file = Optional.ofNullable(export).map(SweepCommand::absolute);
            BaselineStore.Written written =
                    session.busy("writing down what can give root", () -> machine.takeBaseline(look, file));
            session.print(options.json() ? SweepText.json(written) : SweepText.line(written));
            return ExitCode.DONE;
        }
        Optional<String> account = Optional.ofNullable(user).map(name -> account(look, name));
        Optional<String> file = Optional.ofNullable(against).map(SweepCommand::absolute);
        Verdict verdict = session.busy("sweeping", () -> machine.sweep(look, account, file, Set.copyOf(only)));
        if (options.json()) {
            session.print(SweepText.json(verdict));
        } else {
            session.print(new SweepText(session.style()).lines(verdict));
        }
        return verdict.unexplained() == 0 ? ExitCode.DONE : ExitCode.PENDING;
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().normalize().toString();
    }

    private static String account(Assessment look, String name) {
        return look.ledger().accounts().values().stream()
                .filter(account -> account.hub().value().equals(name))
                .map(account -> account.unix())
                .map(UnixName::value)
                .findFirst()
                .orElse(name);
    }
}
