package org.hubwarden.audit;

import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.hubwarden.model.GroupName;
import org.hubwarden.plan.SudoersChange;

/** What is said of changes to the sudoers drop-ins. */
final class SudoersWording {

    private static final int NAMED = 10;

    private SudoersWording() {}

    static Statement of(SudoersChange change) {
        if (change instanceof SudoersChange.Grant g) {
            return say(ChangeKind.SUDOERS_GRANT, g, granted(g.content()));
        }
        if (change instanceof SudoersChange.Deny d) {
            String details = d.uids().isEmpty() ? "put right, nobody new is denied" : "deny sudo to " + uids(d.uids());
            return say(ChangeKind.SUDOERS_DENY, d, details);
        }
        if (change instanceof SudoersChange.Lift l) {
            return say(ChangeKind.SUDOERS_LIFT, l, "no longer deny sudo to " + uids(l.uids()));
        }
        if (change instanceof SudoersChange.Withdraw w) {
            return say(ChangeKind.SUDOERS_WITHDRAW, w, withdrawn(w.path()));
        }
        throw new IllegalArgumentException("no words for " + change.getClass());
    }

    private static Statement say(ChangeKind kind, SudoersChange change, String details) {
        return new Statement(kind, change.subject(), Optional.empty(), details, change.reason());
    }

    private static String withdrawn(String path) {
        return path.endsWith("-denied")
                ? "nobody is denied sudo by name any longer"
                : "members of " + GroupName.ADMINS + " become root no longer";
    }

    private static String granted(String content) {
        if (!content.contains("%" + GroupName.ADMINS)) {
            return "no rule: nobody becomes root by it";
        }
        String rule = "members of " + GroupName.ADMINS + " become root without a password";
        return content.contains("exempt_group") ? rule + "; secure_path is off for them, as TLJH has it" : rule;
    }

    private static String uids(SortedSet<Long> uids) {
        String named = uids.stream().limit(NAMED).map(uid -> "uid " + uid).collect(Collectors.joining(", "));
        return uids.size() > NAMED ? named + " and " + (uids.size() - NAMED) + " more" : named;
    }
}
