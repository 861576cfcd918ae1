package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.audit.Escaped;
import org.hubwarden.audit.Statement;
import org.hubwarden.audit.Wording;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Symbol;
import org.hubwarden.reconcile.Assessment;

/** A plan as Terraform shows one. */
final class PlanText {

    private static final String STUCK = "Nothing is planned before what stands at the top is put right.";

    /** Account names and homes are aligned; a path below sudoers.d stands out, rather than move them all. */
    private static final int WIDEST = 30;

    private static final String ON_MACHINE = "/etc/hubwarden/state.yaml";

    private final String file;
    private final Style style;

    PlanText(String file, Style style) {
        this.file = file;
        this.style = style;
    }

    /** State in force, obstacles, changes, findings, refusal, summary. */
    List<String> lines(Assessment assessment) {
        List<String> lines = new ArrayList<>(StateText.lines(assessment.state(), file, style));
        NextEnds.of(assessment).ifPresent(next -> lines.add("Next to end: " + NextEnds.text(next) + "."));
        lines.addAll(obstacles(assessment));
        assessment.plan().ifPresent(plan -> {
            lines.addAll(paragraph(changes(plan.changes())));
            lines.addAll(paragraph(findings(plan.findings())));
            lines.add("");
            plan.hold().ifPresent(hold -> lines.addAll(held(hold)));
            boolean stuck = plan.isEmpty() && !assessment.obstacles().isEmpty();
            lines.add(stuck ? STUCK : summary(plan, StateText.name(assessment.state(), file)));
        });
        return lines;
    }

    List<String> obstacles(Assessment assessment) {
        return assessment.obstacles().stream()
                .map(why -> style.paint(Style.Tone.ALARM, "Nothing can be changed:") + " " + Escaped.text(why))
                .toList();
    }

    List<String> changes(List<? extends Change> changes) {
        List<List<String>> rows = new ArrayList<>(changes.size());
        changes.forEach(change -> rows.add(row(Wording.of(change))));
        List<String> lines = Columns.aligned(rows, WIDEST);
        List<String> marked = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            marked.add("  " + symbol(changes.get(i).symbol()) + " " + lines.get(i));
        }
        return marked;
    }

    List<String> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "  " + style.paint(Style.Tone.ALARM, "!") + " " + Wording.sentence(finding))
                .toList();
    }

    /** What waits, and what to type. */
    List<String> held(Hold hold) {
        List<String> lines = new ArrayList<>();
        lines.add("Waiting for somebody to say that it is meant:");
        lines.addAll(changes(hold.waiting()));
        lines.add("");
        lines.add(why(hold));
        return lines;
    }

    /** The same in one line. */
    String why(Hold hold) {
        return style.paint(Style.Tone.ALARM, "Held:") + " " + Escaped.text(hold.sentence(tree()));
    }

    /** What is to be typed after a command that is to be about this file's machine. */
    private String tree() {
        String top = file.endsWith(ON_MACHINE) ? file.substring(0, file.length() - ON_MACHINE.length()) : "";
        return top.isEmpty() ? "" : " --root " + Typed.quoted(top);
    }

    String symbol(Symbol symbol) {
        Style.Tone tone = switch (symbol) {
            case CREATE -> Style.Tone.CREATE;
            case UPDATE -> Style.Tone.UPDATE;
            case REMOVE -> Style.Tone.REMOVE;
        };
        return style.paint(tone, symbol.text());
    }

    /** What an empty plan proves; what is left as somebody else has it is not as the file says. */
    static String machineIsAs(String article, String state, Plan plan) {
        long conflicts = plan.findings().stream()
                .filter(finding -> isLeft(finding.kind()))
                .count();
        return article + " machine is as " + state + " says"
                + (conflicts == 0 ? "." : ", but for " + Count.nouns(conflicts, "conflict") + ".");
    }

    private static boolean isLeft(Finding.Kind kind) {
        return kind == Finding.Kind.CONFLICT || kind == Finding.Kind.FIGHT;
    }

    /** The sentence for a plan with nothing in it. */
    String noChanges(String state, Plan plan) {
        return style.paint(Style.Tone.GOOD, "No changes.") + " " + machineIsAs("The", state, plan);
    }

    private String summary(Plan plan, String state) {
        String findings = Count.nouns(plan.findings().size(), "finding");
        if (plan.isEmpty() && plan.hold().isEmpty()) {
            return noChanges(state, plan)
                    + (plan.findings().isEmpty() ? "" : " " + findings + " for people to look at.");
        }
        Count count = Count.of(plan.changes());
        return "Plan: " + count.create() + " to create, " + count.change() + " to change, " + count.remove()
                + " to remove, " + findings
                + plan.hold()
                        .map(hold -> ", " + Count.nouns(hold.waiting().size(), "change") + " held.")
                        .orElse(".");
    }

    private static List<String> row(Statement statement) {
        String details = statement.planned();
        return List.of(
                statement.kind().noun(),
                statement.subject(),
                (details.isEmpty() ? "" : details + "  ") + "(" + statement.reason() + ")");
    }

    private static List<String> paragraph(List<String> lines) {
        if (lines.isEmpty()) {
            return lines;
        }
        List<String> spaced = new ArrayList<>(lines.size() + 1);
        spaced.add("");
        spaced.addAll(lines);
        return spaced;
    }
}
