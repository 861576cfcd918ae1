package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.model.GroupName;
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
            facts.account(account);
        } else if (change instanceof GroupChange group) {
            facts.group(group);
        } else if (change instanceof HomeChange home) {
            facts.home(home);
        } else if (change instanceof SudoersChange sudoers) {
            facts.sudoers(sudoers);
        } else if (change instanceof UnitChange unit) {
            facts.unit(unit);
        } else if (change instanceof LeavingStep step) {
            facts.leaving(step);
        } else if (change instanceof DemotionStep step) {
            facts.demotion(step);
        }
        return facts.fields;
    }

    private void add(String name, Object value) {
        fields.add(new Field(name, Escaped.text(value.toString())));
    }

    private void change(Object before, Object after) {
        add(FieldName.BEFORE, before);
        add(FieldName.AFTER, after);
    }

    private void person(LedgerAccount account) {
        add(FieldName.HUB_USER, account.hub());
        add(FieldName.UNIX_USER, account.unix());
        add(FieldName.UNIX_UID, account.uid());
    }

    /** A name that is nobody of ours is told all the same. */
    private void person(String name) {
        holders.named(name).ifPresentOrElse(this::person, () -> add(FieldName.UNIX_USER, Escaped.bytes(name)));
    }

    private void account(AccountChange change) {
        if (change instanceof AccountChange.Create c) {
            add(FieldName.HUB_USER, c.hub());
            add(FieldName.UNIX_USER, c.unix());
            add(FieldName.UNIX_UID, c.uid());
            add(FieldName.UNIX_GID, c.gid());
            groups(c.groups());
            String shell = ", home " + c.home() + ", shell " + c.shell() + named(c.groups());
            change("no account", "uid " + c.uid() + ", gid " + c.gid() + shell);
        } else if (change instanceof AccountChange.Adopt a) {
            add(FieldName.HUB_USER, a.hub());
            add(FieldName.UNIX_USER, a.unix());
            add(FieldName.UNIX_UID, a.uid());
            add(FieldName.UNIX_GID, a.gid());
            change("an account of somebody else", "an account of hubwarden");
        } else {
            person(change.subject());
            known(change);
        }
    }

    private void known(AccountChange change) {
        if (change instanceof AccountChange.Purge p) {
            add(FieldName.UNIX_GID, p.gid());
            change("locked", "no account");
        } else if (change instanceof AccountChange.Lock l) {
            groups(l.groups());
            change(open(l.before(), l.groups()), "locked");
        } else if (change instanceof AccountChange.Unlock u) {
            groups(u.groups());
            change("locked", open(u.before(), u.groups()));
        } else if (change instanceof AccountChange.Repair r) {
            switch (r.flaw()) {
                case PRIMARY_GROUP -> change("gid " + r.seen(), "gid " + r.gid());
                case EMPTY_PASSWORD -> change("no password is asked for", "no password opens it");
                case NOT_SHADOWED -> change("password not in /etc/shadow", "password in /etc/shadow");
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

    private void groups(Collection<GroupName> groups) {
        groups.forEach(group -> add(FieldName.UNIX_GROUP, group));
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

    private void unit(UnitChange change) {
        if (change instanceof UnitChange.Write || change instanceof UnitChange.Remove) {
            add(FieldName.PATH, change.subject());
        } else {
            add(FieldName.UNIT, change.subject());
        }
        if (change instanceof UnitChange.Adjust a) {
            a.unit().account().ifPresent(account -> person(account.value()));
            change(Wording.limits(a.from()), Wording.limits(a.to()));
        } else if (change instanceof UnitChange.Write w) {
            change(w.reason(), "as hubwarden writes it");
        } else if (change instanceof UnitChange.Remove) {
            change("there", "not there");
        } else if (change instanceof UnitChange.Reload r) {
            change(r.reason(), "all files read again");
        } else if (change instanceof UnitChange.Start s) {
            person(s.account().value());
            change("not running", "running");
        } else if (change instanceof UnitChange.Restart r) {
            person(r.account().value());
            change("as it was started before", "started anew");
        } else if (change instanceof UnitChange.Stop s) {
            person(s.account().value());
            change("running", "not running");
        }
    }

    private void leaving(LeavingStep step) {
        person(step.unix().value());
        if (step instanceof LeavingStep.ForgetSudo) {
            change("sudo would not ask", "sudo asks");
        } else if (step instanceof LeavingStep.Mask m) {
            add(FieldName.UNIT, m.unit());
            change("not masked", "masked");
        } else if (step instanceof LeavingStep.Tell t) {
            change("not told", t.text());
        } else if (step instanceof LeavingStep.Halt h) {
            add(FieldName.UNIT, h.unit());
            change(h.reason(), "not running, and refused");
        } else if (step instanceof LeavingStep.SetAside s) {
            s.jobs().forEach(path -> add(FieldName.PATH, path));
            change(String.join(", ", s.jobs()), "set aside");
        } else if (step instanceof LeavingStep.EndSessions) {
            change(step.reason(), "logged out");
        } else if (step instanceof LeavingStep.EndProcesses) {
            change(step.reason(), "no process");
        } else if (step instanceof LeavingStep.CloseKeys c) {
            add(FieldName.PATH, c.home());
            change("keys that open", "no key that opens");
        } else if (step instanceof LeavingStep.ListFiles l) {
            change("not listed", "on their way into " + l.file());
        } else if (step instanceof LeavingStep.KeepList k) {
            change("not listed", k.sentence());
        } else if (step instanceof LeavingStep.PackHome p) {
            add(FieldName.PATH, p.home());
            change("a home", "on its way into " + p.file());
        } else if (step instanceof LeavingStep.KeepArchive k) {
            add(FieldName.PATH, k.home());
            change("a home", k.file());
        } else if (step instanceof LeavingStep.RestoreHome r) {
            add(FieldName.PATH, r.home());
            change(r.file(), "on its way to be a home");
        } else if (step instanceof LeavingStep.GiveBack g) {
            add(FieldName.PATH, g.home());
            change(g.file(), "a home");
        } else if (step instanceof LeavingStep.Unmask u) {
            add(FieldName.UNIT, u.unit());
            change("masked", "not masked");
        } else if (step instanceof LeavingStep.TakeBack) {
            change("set aside", "as it was");
        }
    }

    private void demotion(DemotionStep step) {
        person(step.unix().value());
        if (step instanceof DemotionStep.Tell t) {
            change("not told", t.text());
        } else if (step instanceof DemotionStep.End e) {
            add(FieldName.UNIT, e.server());
            change("what began while they were an admin runs", "nothing of theirs runs");
        } else if (step instanceof DemotionStep.Serve s) {
            add(FieldName.UNIT, s.server());
            change("not running", "running");
        } else if (step instanceof DemotionStep.Kill k) {
            change(k.pids().size() + " processes have the group of admins", "they are killed");
        } else if (step instanceof DemotionStep.Search s) {
            add(FieldName.UNIX_GID, s.gid());
            change("not searched", "being searched");
        } else if (step instanceof DemotionStep.TakeBit t) {
            add(FieldName.PATH, Escaped.bytes(t.path()));
            add(FieldName.UNIX_GID, t.gid());
            change("setgid", "not setgid");
        } else if (step instanceof DemotionStep.Prove p) {
            add(FieldName.UNIX_GID, p.gid());
            change("not shown", "no process of theirs has it");
        }
    }

    private void uid(long uid) {
        Optional<LedgerAccount> account = holders.withUid(uid);
        account.ifPresentOrElse(this::person, () -> add(FieldName.UNIX_UID, uid));
    }
}
