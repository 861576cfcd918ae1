package org.hubwarden.audit;

import java.util.List;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.Journal;
import org.hubwarden.host.Journal.Priority;
import org.hubwarden.plan.Finding;

/**
 * Writes the trail: every change when it happens, and every lasting trouble once. One for the life of a daemon; a command
 * that ends makes its own. Not thread-safe: only the thread that makes the passes calls it.
 */
public final class AuditLog {

    private final Journal journal;
    private final Said findings = new Said();
    private final Said files = new Said();
    private final Said plans = new Said();
    private final Said failures = new Said();

    public AuditLog(Journal journal) {
        this.journal = journal;
    }

    /** One change, done or not. A failure is written at every attempt. */
    public void outcome(Outcome outcome) {
        Priority priority = outcome instanceof Outcome.Failed ? Priority.WARNING : Priority.NOTICE;
        journal.write(priority, Wording.sentence(outcome));
    }

    /** The findings of a pass, all of them; those of the pass before are not written again. */
    public void findings(List<Finding> now) {
        findings.news(now.stream().map(Wording::sentence).toList())
                .forEach(sentence -> journal.write(Priority.WARNING, sentence));
    }

    /**
     * What is wrong with the state file, from each pass; an empty list when nothing is. Written once for the same trouble.
     *
     * @param trouble one line for each problem, with its place
     */
    public void stateFile(List<String> trouble) {
        if (trouble.isEmpty()) {
            files.news(List.of());
            return;
        }
        String more = trouble.size() == 1 ? "" : " (and " + (trouble.size() - 1) + " more; hubwarden check lists them)";
        String told = "the state file is refused and changes nobody: " + Escaped.text(trouble.get(0)) + more;
        boolean isNew = !files.news(List.of(String.join("\n", trouble))).isEmpty();
        if (isNew) {
            journal.write(Priority.ERROR, told);
        }
    }

    /** Why the plan of a pass was not carried out; empty when it was. Written once for the same refusal. */
    public void planRefused(Optional<String> refusal) {
        plans.news(refusal.stream().toList())
                .forEach(why -> journal.write(Priority.ERROR, "the plan is refused: " + Escaped.text(why)));
    }

    /** What kept a pass as a whole from going on; an empty list when nothing did. Written once while it lasts. */
    public void failures(List<String> sentences) {
        failures.news(sentences).forEach(why -> journal.write(Priority.ERROR, Escaped.text(why)));
    }
}
