package org.hubwarden.audit;

import java.util.Collection;
import java.util.List;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.model.GroupName;
import org.hubwarden.plan.AccountChange;

/** What programs read of a change to an account. */
final class AccountFacts {

    private AccountFacts() {}

    static void of(AccountChange change, Facts facts) {
        if (change instanceof AccountChange.Create c) {
            facts.add(FieldName.HUB_USER, c.hub());
            facts.add(FieldName.UNIX_USER, c.unix());
            facts.add(FieldName.UNIX_UID, c.uid());
            facts.add(FieldName.UNIX_GID, c.gid());
            groups(c.groups(), facts);
            String shell = ", home " + c.home() + ", shell " + c.shell() + named(c.groups());
            facts.change("no account", "uid " + c.uid() + ", gid " + c.gid() + shell);
        } else if (change instanceof AccountChange.Adopt a) {
            facts.add(FieldName.HUB_USER, a.hub());
            facts.add(FieldName.UNIX_USER, a.unix());
            facts.add(FieldName.UNIX_UID, a.uid());
            facts.add(FieldName.UNIX_GID, a.gid());
            facts.change("an account of somebody else", "an account of hubwarden");
        } else {
            facts.person(change.subject());
            known(change, facts);
        }
    }

    private static void known(AccountChange change, Facts facts) {
        if (change instanceof AccountChange.Purge p) {
            facts.add(FieldName.UNIX_GID, p.gid());
            facts.change("locked", "no account");
        } else if (change instanceof AccountChange.Lock l) {
            groups(l.groups(), facts);
            facts.change(open(l.before(), l.groups()), "locked");
        } else if (change instanceof AccountChange.Unlock u) {
            groups(u.groups(), facts);
            facts.change("locked", open(u.before(), u.groups()));
        } else if (change instanceof AccountChange.Repair r) {
            switch (r.flaw()) {
                case PRIMARY_GROUP -> facts.change("gid " + r.seen(), "gid " + r.gid());
                case EMPTY_PASSWORD -> facts.change("no password is asked for", "no password opens it");
                case NOT_SHADOWED -> facts.change("password not in /etc/shadow", "password in /etc/shadow");
            }
        }
    }

    private static String open(LockedFrom account, Collection<GroupName> groups) {
        String expiry = account.expire().isEmpty() ? "no expiry" : "expiry day " + account.expire();
        return "shell " + account.shell() + ", " + expiry + named(groups);
    }

    private static String named(Collection<GroupName> groups) {
        List<String> names = groups.stream().map(GroupName::value).toList();
        return names.isEmpty() ? "" : ", groups " + String.join(", ", names);
    }

    private static void groups(Collection<GroupName> groups, Facts facts) {
        groups.forEach(group -> facts.add(FieldName.UNIX_GROUP, group));
    }
}
