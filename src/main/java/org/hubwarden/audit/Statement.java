package org.hubwarden.audit;

import java.util.Optional;
import org.hubwarden.plan.Reason;

/**
 * What is said of one change, in parts. Every part is free of control characters, whatever the change held.
 *
 * @param subject what the noun names: an account, a group, a member, a path
 * @param account the account it concerns, where it is one's
 * @param details what exactly, without the verb; may be empty
 * @param reason why
 */
public record Statement(ChangeKind kind, String subject, Optional<String> account, String details, String reason) {

    public Statement {
        subject = Escaped.text(subject);
        account = account.map(Escaped::text);
        details = Escaped.text(details);
        reason = Escaped.text(reason);
    }

    Statement(ChangeKind kind, String subject, Optional<String> account, String details, Reason reason) {
        this(kind, subject, account, details, reason.text());
    }

    /** For a line of a plan, after symbol, noun and subject: the verb where the symbol does not say it, and the details. */
    public String planned() {
        if (kind.isSaidBySymbol()) {
            return details;
        }
        return details.isEmpty() ? kind.verb() : kind.verb() + ": " + details;
    }

    /** What is to be done. */
    public String toDo() {
        return kind.verb() + " " + kind.noun() + " " + subject + more();
    }

    /** What was done. */
    public String done() {
        return kind.noun() + " " + subject + " " + kind.past() + more();
    }

    /** What could not be done. */
    public String notDone(String why) {
        return kind.noun() + " " + subject + " not " + kind.past() + ": " + Escaped.text(why);
    }

    private String more() {
        return (details.isEmpty() ? "" : ": " + details) + " (" + reason + ")";
    }
}
