package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;

/**
 * Writes what is worth knowing beside the changes, which are {@link Trail}'s: every lasting trouble once. One for the life of a daemon; a command
 * that ends makes its own. Used by the thread that makes the passes, but for {@link #event}, which any thread may call.
 */
public final class AuditLog {

    private final Journal journal;
    private final Said findings = new Said();
    private final Said files = new Said();
    private final Said plans = new Said();
    private final Said failures = new Said();
    private volatile List<Field> pass = List.of();

    public AuditLog(Journal journal) {
        this.journal = journal;
    }

    /** What is told from now on is of this pass, and of this content of the state file. */
    public void during(String run, Optional<String> stateSha256) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(FieldName.RUN, run));
        stateSha256.ifPresent(sha256 -> fields.add(new Field(FieldName.STATE_SHA256, sha256)));
        pass = List.copyOf(fields);
    }

    /** Something that is worth knowing, in one sentence. Written at every call. */
    public void event(Event event, String sentence) {
        event(event, sentence, List.of());
    }

    /** Whether somebody listened. */
    private boolean event(Event event, String sentence, List<Field> more) {
        List<Field> fields = new ArrayList<>(pass);
        fields.addAll(more);
        try {
            journal.write(new JournalEntry(event.priority(), event.messageId(), Escaped.text(sentence), fields));
            return true;
        } catch (HostFailure nobodyListens) {
            // What lasts is in the status file as well, and is told when somebody listens again.
            return false;
        }
    }

    /** The findings of a pass, all of them; those of the pass before are not written again. */
    public void findings(List<Finding> now) {
        Map<String, Finding> bySentence = new LinkedHashMap<>();
        now.forEach(finding -> bySentence.put(Wording.sentence(finding), finding));
        findings.news(bySentence.keySet()).forEach(sentence -> {
            Finding finding = Objects.requireNonNull(bySentence.get(sentence));
            String subject = Escaped.text(finding.subject());
            if (!event(event(finding), sentence, List.of(new Field(FieldName.SUBJECT, subject)))) {
                findings.unsaid(sentence);
            }
        });
    }

    private static Event event(Finding finding) {
        return switch (finding.kind()) {
            case DISTRUST -> Event.CLOCK_DISTRUSTED;
            case FIGHT -> Event.FIGHT;
            case CONFLICT, NOTICE -> Event.FINDING;
        };
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
        String all = String.join("\n", trouble);
        if (!files.news(List.of(all)).isEmpty()) {
            String told = "the state file is refused and changes nobody: " + trouble.get(0) + more;
            if (!event(Event.STATE_REFUSED, told, List.of(new Field(FieldName.PROBLEMS, all)))) {
                files.unsaid(all);
            }
        }
    }

    /** What waits for a person after a pass, and why; empty when nothing does. Written once for the same hold. */
    public void planHeld(Optional<Hold> hold) {
        plans.news(hold.map(Hold::sentence).stream().toList())
                .forEach(why -> event(Event.PLAN_HELD, "the plan is held: " + why));
    }

    /** What kept a pass as a whole from going on; an empty list when nothing did. Written once while it lasts. */
    public void failures(List<String> sentences) {
        failures.news(sentences).forEach(why -> {
            if (!event(Event.PASS_FAILED, why, List.of())) {
                failures.unsaid(why);
            }
        });
    }
}
