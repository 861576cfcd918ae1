package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Escaped;
import org.hubwarden.audit.Wording;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.StateInForce;

/** What {@code apply} prints: each outcome, then what it all came to, and the proof. */
final class ApplyText {

    private final String file;
    private final Style style;
    private final PlanText plans;

    ApplyText(String file, Style style) {
        this.file = file;
        this.style = style;
        this.plans = new PlanText(file, style);
    }

    /** One line, when it happens. */
    String line(Outcome outcome) {
        String symbol = outcome instanceof Outcome.Failed
                ? style.paint(Style.Tone.ALARM, "!")
                : plans.symbol(outcome.change().symbol());
        return "  " + symbol + " " + Wording.sentence(outcome);
    }

    /** Everything after the last outcome. */
    List<String> closing(PassResult result) {
        StateInForce state = result.before().state();
        List<String> lines = new ArrayList<>();
        if (!state.isCurrent()) {
            lines.addAll(StateText.lines(state, file, style));
        }
        lines.addAll(plans.obstacles(result.before()));
        result.failures().forEach(why -> lines.add(style.paint(Style.Tone.ALARM, "Failed:") + " " + Escaped.text(why)));
        lines.addAll(done(result, StateText.name(state, file)));
        result.remaining().flatMap(Plan::hold).ifPresent(hold -> lines.addAll(plans.held(hold)));
        return lines;
    }

    private List<String> done(PassResult result, String state) {
        List<String> lines = new ArrayList<>();
        if (!result.outcomes().isEmpty()) {
            lines.add(summary(result));
        }
        Optional<Plan> remaining = result.remaining();
        remaining.ifPresent(plan -> lines.addAll(plans.findings(plan.findings())));
        if (remaining.isPresent()) {
            lines.addAll(proof(remaining.get(), state, result.outcomes().isEmpty()));
        } else if (result.verdict() != PassResult.Verdict.NO_STATE) {
            lines.add("No second plan could be made, so nothing is proved; run hubwarden plan.");
        }
        return lines;
    }

    private List<String> proof(Plan plan, String state, boolean nothingDone) {
        if (plan.isEmpty() && plan.hold().isPresent()) {
            return nothingDone ? List.of("Nothing was done.") : List.of();
        }
        if (plan.isEmpty() && nothingDone) {
            return List.of(plans.noChanges(state, plan));
        }
        if (plan.isEmpty()) {
            String proof = style.paint(Style.Tone.GOOD, "The second plan is empty:");
            return List.of(proof + " " + PlanText.machineIsAs("the", state, plan));
        }
        List<String> lines = new ArrayList<>();
        lines.add("The second plan is not empty: " + Count.nouns(plan.changes().size(), "change") + " still to do.");
        lines.addAll(plans.changes(plan.changes()));
        return lines;
    }

    private static String summary(PassResult result) {
        Count done = Count.of(result.outcomes().stream()
                .filter(Outcome.Done.class::isInstance)
                .map(Outcome::change)
                .toList());
        long failed = result.outcomes().stream()
                .filter(Outcome.Failed.class::isInstance)
                .count();
        return "Applied: " + done.create() + " created, " + done.change() + " changed, " + done.remove() + " removed"
                + (failed == 0 ? "." : ", " + failed + " failed.");
    }
}
