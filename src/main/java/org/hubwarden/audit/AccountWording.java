package org.hubwarden.audit;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Reason;

/** What is said of changes to accounts. */
final class AccountWording {

    private AccountWording() {}

    static Statement of(AccountChange change) {
        if (change instanceof AccountChange.Create c) {
            return say(ChangeKind.ACCOUNT_CREATE, c.unix(), created(c), c.reason());
        }
        if (change instanceof AccountChange.Adopt a) {
            String details = whose(a.hub(), a.unix()) + ids(a.uid(), a.gid()) + ", home " + a.home();
            return say(ChangeKind.ACCOUNT_ADOPT, a.unix(), details, a.reason());
        }
        if (change instanceof AccountChange.Purge p) {
            return say(
                    ChangeKind.ACCOUNT_PURGE,
                    p.unix(),
                    "uid " + p.uid() + " and gid " + p.gid() + " are nobody's from now on",
                    p.reason());
        }
        if (change instanceof AccountChange.Lock l) {
            String details = "password, expiry and shell" + groups(", out of groups ", l.groups());
            return say(ChangeKind.ACCOUNT_LOCK, l.unix(), details, l.reason());
        }
        if (change instanceof AccountChange.Unlock u) {
            String details = "as it was before" + groups(", groups ", u.groups());
            return say(ChangeKind.ACCOUNT_UNLOCK, u.unix(), details, u.reason());
        }
        if (change instanceof AccountChange.Repair r) {
            return say(ChangeKind.ACCOUNT_REPAIR, r.unix(), repaired(r), r.reason());
        }
        throw new IllegalArgumentException("no words for " + change.getClass());
    }

    private static Statement say(ChangeKind kind, UnixName unix, String details, Reason reason) {
        return new Statement(kind, unix.value(), Optional.of(unix.value()), details, reason);
    }

    private static String created(AccountChange.Create c) {
        return whose(c.hub(), c.unix()) + ids(c.uid(), c.gid()) + ", home " + c.home()
                + groups(", groups ", c.groups());
    }

    /** A name that was cut does not show whose account it is. */
    private static String whose(HubName hub, UnixName unix) {
        return unix.value().equals(UnixName.PREFIX + hub) ? "" : "for " + hub + ", ";
    }

    private static String ids(long uid, long gid) {
        return uid == gid ? "uid " + uid : "uid " + uid + ", gid " + gid;
    }

    private static String groups(String before, Collection<GroupName> groups) {
        return groups.isEmpty()
                ? ""
                : before + groups.stream().map(GroupName::value).collect(Collectors.joining(", "));
    }

    private static String repaired(AccountChange.Repair repair) {
        return switch (repair.flaw()) {
            case PRIMARY_GROUP -> "primary group back to gid " + repair.gid();
            case EMPTY_PASSWORD -> "close the empty password field with !";
            case NOT_SHADOWED -> "password field into /etc/shadow";
        };
    }
}
