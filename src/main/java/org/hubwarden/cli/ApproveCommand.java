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
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubwarden approve DIGEST}. */
@Command(
        name = "approve",
        header = "Say that what the brakes hold is meant.",
        description = {
            "%nA plan that would lock many accounts, leave nobody an admin or make many people admins is held until"
                    + " somebody says that this is meant. hubwarden plan shows what is held, and the line to type.",
            "DIGEST names these removals and promotions by this content of the state file: it says yes to nothing"
                    + " else. It is void after 24 hours and after an edit of the state file.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden approve 0123456789ab", "  hubwarden approve 0123456789ab --root ./tree"})
final class ApproveCommand implements Callable<Integer> {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{" + Hold.SHORTEST + ",64}");

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "DIGEST", description = "What hubwarden plan shows; 12 hexadecimal digits or more.")
    private String digest = "";

    ApproveCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "approve", "lets accounts be changed");
        Hold hold = held(machine);
        Instant until = machine.approve(hold.stakes());
        session.print(options.json() ? json(hold, until) : String.join("\n", text(machine, hold, until)));
        return ExitCode.DONE;
    }

    private Hold held(Machine machine) throws HostFailure {
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
