package org.hubwarden.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.hubwarden.audit.Escaped;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Assessment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubwarden approve DIGEST} and {@code hubwarden approve --clock}. */
@Command(
        name = "approve",
        header = "Say that what the brakes hold is meant, or that the clock is right.",
        description = {
            "%nA plan that would lock many accounts, leave nobody an admin or make many people admins is held until"
                    + " somebody says that this is meant. hubwarden plan shows what is held, and the line to type.",
            "DIGEST names these removals and promotions by this content of the state file: it says yes to nothing"
                    + " else. It is void after 24 hours and after an edit of the state file.",
            "After the machine's clock has jumped by more than a day, nobody's until is carried out. With --clock you say"
                    + " that it is right as it is now.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden approve 0123456789ab",
            "  hubwarden approve 0123456789ab --root ./tree",
            "  date; hubwarden approve --clock"
        })
final class ApproveCommand implements Callable<Integer> {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{" + Hold.SHORTEST + ",64}");

    private final Session session;
    private final GlobalOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIGEST",
            description = "What hubwarden plan shows; 12 hexadecimal digits or more.")
    private @Nullable String digest;

    @Option(names = "--clock", description = "The clock is right as it is now, whatever it was before.")
    private boolean clock;

    ApproveCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "approve", "lets accounts be changed");
        if (clock == (digest != null)) {
            throw new HostFailure("one of the two is needed: the digest that hubwarden plan shows, or --clock");
        }
        return digest == null ? believeClock(machine) : approve(machine, digest);
    }

    private int believeClock(Machine machine) throws HostFailure {
        Instant now = machine.believeClock();
        Optional<String> distrust = session.assess(machine)
                .circumstances()
                .flatMap(circumstances -> circumstances.ends().distrust());
        String said = distrust.isPresent()
                ? "No jump is held against the clock any more, which says " + now + "; something else is in its way:"
                : "The clock is right, and says " + now + ". What is over by it is carried out within five minutes;"
                        + " at once with systemctl reload hubwarden.";
        session.print(options.json() ? Json.object(json -> json.field("clock", now.toString())) : said);
        distrust.ifPresent(session::note);
        return ExitCode.DONE;
    }

    private int approve(Machine machine, String digest) throws HostFailure {
        Hold hold = held(machine, digest);
        Instant until = machine.approve(hold.stakes());
        session.print(options.json() ? json(hold, until) : String.join("\n", text(machine, hold, until)));
        return ExitCode.DONE;
    }

    private Hold held(Machine machine, String digest) throws HostFailure {
        Assessment assessment = session.assess(machine);
        Optional<Hold> hold = assessment.plan().flatMap(Plan::hold);
        if (hold.isEmpty()) {
            String why = assessment.plan().isPresent()
                    ? "nothing is held, so there is nothing to approve; hubwarden plan shows what is to be done"
                    : "no plan can be made, so nothing can be approved; hubwarden check says why";
            throw new HostFailure(why);
        }
        if (!DIGEST.matcher(digest).matches() || !hold.get().stakes().digest().startsWith(digest)) {
            throw new HostFailure(Escaped.text(digest) + " does not name what is held now, which is that "
                    + hold.get().sentence(session.treeOption(options)));
        }
        return hold.get();
    }

    private List<String> text(Machine machine, Hold hold, Instant until) throws HostFailure {
        List<String> lines = new ArrayList<>();
        lines.add("Approved until " + until + ", or until " + machine.stateFile() + " is edited:");
        hold.stakes().changes().forEach(change -> lines.add("  " + change));
        boolean daemon = options.root().isEmpty() && DaemonSight.of(machine).isRunning();
        lines.add(
                daemon
                        ? "The daemon carries it out now; hubwarden status says how it went."
                        : "To carry it out: hubwarden apply" + session.treeOption(options));
        return lines;
    }

    private static String json(Hold hold, Instant until) {
        return Json.object(json -> {
            json.field("digest", hold.stakes().digest());
            json.field("until", until.toString());
            json.strings("stakes", hold.stakes().changes());
        });
    }
}
