package org.hubwarden.audit;

import java.util.Optional;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.Reason;

/** What is said of changes to groups. */
final class GroupWording {

    private GroupWording() {}

    static Statement of(GroupChange change) {
        if (change instanceof GroupChange.Create c) {
            return group(ChangeKind.GROUP_CREATE, c, "gid " + c.gid());
        }
        if (change instanceof GroupChange.Adopt a) {
            return group(ChangeKind.GROUP_ADOPT, a, "gid " + a.gid());
        }
        if (change instanceof GroupChange.AddMember a) {
            return member(ChangeKind.MEMBER_ADD, a.member(), a, a.reason());
        }
        if (change instanceof GroupChange.RemoveMember r) {
            return member(ChangeKind.MEMBER_REMOVE, r.member(), r, r.reason());
        }
        if (change instanceof GroupChange.Tidy t) {
            return group(ChangeKind.GROUP_TIDY, t, "its lines in /etc/group and /etc/gshadow");
        }
        throw new IllegalArgumentException("no words for " + change.getClass());
    }

    private static Statement group(ChangeKind kind, GroupChange change, String details) {
        return new Statement(kind, change.subject(), Optional.empty(), details, change.reason());
    }

    private static Statement member(ChangeKind kind, String member, GroupChange change, Reason reason) {
        String shown = Escaped.bytes(member);
        return new Statement(kind, shown, Optional.of(shown), "group " + change.subject(), reason);
    }
}
