package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.audit.Escaped;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.StateInForce;

/** What {@code check} prints: problems, warnings, findings, and whether all is well. */
final class CheckText {

    private static final int MOST_FINDINGS = 10;

    private final String file;
    private final Style style;
    private final PlanText plans;

    CheckText(String file, Style style) {
        this.file = file;
        this.style = style;
        this.plans = new PlanText(file, style);
    }

    List<String> lines(Assessment assessment) {
        StateInForce state = assessment.state();
        List<String> lines = new ArrayList<>(StateText.problems(state, style));
        lines.addAll(StateText.warnings(state));
        lines.addAll(plans.obstacles(assessment));
        assessment.plan().ifPresent(plan -> lines.addAll(findings(plan)));
        assessment.observed().ifPresent(seen -> lines.addAll(unproved(seen)));
        lines.add(verdict(state));
        assessment.plan().ifPresent(plan -> lines.addAll(machine(plan)));
        return lines;
    }

    /** A class whose servers all have to be started again must not hide the rest. */
    private List<String> findings(Plan plan) {
        List<String> lines = new ArrayList<>(
                plans.findings(plan.findings().stream().limit(MOST_FINDINGS).toList()));
        int more = plan.findings().size() - MOST_FINDINGS;
        if (more > 0) {
            lines.add("  and " + Count.nouns(more, "more finding") + "; hubwarden plan shows all.");
        }
        return lines;
    }

    /** What no look can tell is said here, and is nothing to act on: no finding, and no exit code of its own. */
    private static List<String> unproved(ObservedState seen) {
        return seen.memberships().unproved().stream()
                .map(what -> "Not proved: " + Escaped.text(what) + ".")
                .toList();
    }

    private String verdict(StateInForce state) {
        boolean good = state.isCurrent() && state.state().isPresent();
        return good
                ? style.paint(Style.Tone.GOOD, "OK:") + " " + file + ", "
                        + StateText.counts(state.state().get())
                : style.paint(Style.Tone.ALARM, "Not OK:") + " " + StateText.inForce(state, file);
    }

    private List<String> machine(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.hold().ifPresent(hold -> lines.add(plans.why(hold)));
        if (!plan.isEmpty()) {
            lines.add("The machine differs: " + Count.nouns(plan.changes().size(), "change")
                    + " pending; hubwarden plan shows them.");
        }
        if (!plan.findings().isEmpty()) {
            lines.add(Count.nouns(plan.findings().size(), "finding") + " for people to look at.");
        }
        return lines;
    }
}
