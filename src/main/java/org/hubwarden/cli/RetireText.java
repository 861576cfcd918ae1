package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Wording;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.GroupName;
import org.hubwarden.plan.Plan;

/** What {@code retire} prints: what goes, what became of it, and what stays. */
final class RetireText {

    private final Style style;
    private final PlanText plans;

    RetireText(Style style) {
        this.style = style;
        this.plans = new PlanText("", style);
    }

    /** Before the question. */
    List<String> before(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("hubwarden's sudo rules and unit files go:");
        lines.add("");
        lines.addAll(plans.changes(plan.changes()));
        lines.addAll(plans.findings(plan.findings()));
        lines.add("");
        lines.add("Whoever becomes root by them cannot any more, perhaps you too: have another way first.");
        return lines;
    }

    /** After all. */
    List<String> after(List<Outcome> outcomes, Plan remaining, Ledger ledger, String stateFile) {
        List<String> lines = new ArrayList<>();
        outcomes.forEach(outcome -> lines.add("  " + mark(outcome) + " " + Wording.sentence(outcome)));
        lines.addAll(plans.findings(remaining.findings()));
        boolean isDone = remaining.isEmpty() && remaining.findings().isEmpty();
        if (!isDone) {
            lines.add(style.paint(Style.Tone.ALARM, "Not all of it is gone."));
            return lines;
        }
        lines.add(
                outcomes.isEmpty()
                        ? "hubwarden's sudo rules and unit files are gone already."
                        : style.paint(Style.Tone.GOOD, "hubwarden's sudo rules and unit files are gone."));
        lines.add("");
        lines.addAll(whatStays(ledger, stateFile));
        return lines;
    }

    private String mark(Outcome outcome) {
        return outcome instanceof Outcome.Failed
                ? style.paint(Style.Tone.ALARM, "!")
                : plans.symbol(outcome.change().symbol());
    }

    private static List<String> whatStays(Ledger ledger, String stateFile) {
        String groups = ledger.groups().keySet().stream().map(GroupName::value).collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add("What stays, and what removes it:");
        lines.add("  " + Count.nouns(ledger.accounts().size(), "account")
                + " with home, those that are locked too    hubwarden list; userdel --remove ACCOUNT");
        if (!groups.isEmpty()) {
            lines.add("  groups " + groups + "    groupdel GROUP");
        }
        lines.add("  servers that run, as they are, until they are stopped    systemctl stop 'jupyter@*'");
        lines.add("  the state file " + stateFile);
        lines.add(
                "  /var/lib/hubwarden: whose each account is, and every id ever used; keep it if hubwarden may come back");
        lines.add("systemctl enable --now hubwarden takes everything over again.");
        return lines;
    }
}
