package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.plan.UnitChange;

/** What programs read of one change: whom it concerns, and what was before and after. */
final class Facts {

    private final Holders holders;
    private final List<Field> fields = new ArrayList<>();

    private Facts(Holders holders) {
        this.holders = holders;
    }

    /** The fields of a change; a denial names one person or none. */
    static List<Field> of(Change change, Holders holders) {
        Facts facts = new Facts(holders);
        if (change instanceof AccountChange account) {
            AccountFacts.of(account, facts);
        } else if (change instanceof GroupChange group) {
            facts.group(group);
        } else if (change instanceof HomeChange home) {
            facts.home(home);
        } else if (change instanceof SudoersChange sudoers) {
            facts.sudoers(sudoers);
        } else if (change instanceof UnitChange unit) {
            UnitFacts.of(unit, facts);
        } else if (change instanceof LeavingStep step) {
            LeavingFacts.of(step, facts);
        } else if (change instanceof DemotionStep step) {
            DemotionFacts.of(step, facts);
        }
        return facts.fields;
    }

    void add(String name, Object value) {
        fields.add(new Field(name, Escaped.text(value.toString())));
    }

    void change(Object before, Object after) {
        add(FieldName.BEFORE, before);
        add(FieldName.AFTER, after);
    }

    void person(LedgerAccount account) {
        add(FieldName.HUB_USER, account.hub());
        add(FieldName.UNIX_USER, account.unix());
        add(FieldName.UNIX_UID, account.uid());
    }

    /** A name that is nobody of ours is told all the same. */
    void person(String name) {
        holders.named(name).ifPresentOrElse(this::person, () -> add(FieldName.UNIX_USER, Escaped.bytes(name)));
    }

    private void group(GroupChange change) {
        if (change instanceof GroupChange.AddMember a) {
            person(a.member());
        } else if (change instanceof GroupChange.RemoveMember r) {
            person(r.member());
        } else {
            holders.named(change.subject()).ifPresent(this::person);
        }
        add(FieldName.UNIX_GROUP, change.group());
        if (change instanceof GroupChange.Create c) {
            add(FieldName.UNIX_GID, c.gid());
            change("no group", "gid " + c.gid());
        } else if (change instanceof GroupChange.Adopt a) {
            add(FieldName.UNIX_GID, a.gid());
            change("a group of somebody else", "a group of hubwarden");
        } else if (change instanceof GroupChange.AddMember) {
            change("no member", "member");
        } else if (change instanceof GroupChange.RemoveMember) {
            change("member", "no member");
        } else {
            change(change.reason(), "tidy");
        }
    }

    private void home(HomeChange change) {
        person(change.unix().value());
        add(FieldName.PATH, change.path());
        if (change instanceof HomeChange.Create c) {
            change("no home", "mode " + c.mode().octal() + ", uid " + c.uid() + ", gid " + c.gid());
        } else if (change instanceof HomeChange.Regroup r) {
            change("gid " + r.from(), "gid " + r.to());
        } else if (change instanceof HomeChange.Close c) {
            String opened = c.acl() ? ", opened by an access control list" : "";
            change(String.format("mode %04o", c.from()) + opened, String.format("mode %04o", c.to()));
        }
    }

    private void sudoers(SudoersChange change) {
        add(FieldName.PATH, change.subject());
        if (change instanceof SudoersChange.Deny d && !d.uids().isEmpty()) {
            uid(d.uids().first());
            change("sudo not denied", "sudo denied");
        } else if (change instanceof SudoersChange.Lift l && !l.uids().isEmpty()) {
            uid(l.uids().first());
            change("sudo denied", "sudo not denied");
        } else {
            change(change.reason(), Wording.of(change).details());
        }
    }

    private void uid(long uid) {
        Optional<LedgerAccount> account = holders.withUid(uid);
        account.ifPresentOrElse(this::person, () -> add(FieldName.UNIX_UID, uid));
    }
}
