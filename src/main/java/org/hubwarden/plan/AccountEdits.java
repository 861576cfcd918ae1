package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Database;
import org.hubwarden.observed.Entry;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.GshadowEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;
import org.hubwarden.spec.AccountText;

/** The account files after a plan, from the account files before it. All lines that the plan does not name stay as they are. */
public final class AccountEdits {

    private final AccountDatabases before;
    private final Map<String, PasswdEntry> passwd = new LinkedHashMap<>();
    private final Map<String, ShadowEntry> shadow = new LinkedHashMap<>();
    private final Map<String, GroupEntry> groups = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final Set<String> gone = new LinkedHashSet<>();

    private AccountEdits(AccountDatabases before) {
        this.before = before;
    }

    /** Carries the account and group changes of a plan out on the values. */
    public static AccountDatabases apply(AccountDatabases before, Plan plan) {
        AccountEdits edits = new AccountEdits(before);
        plan.changes(GroupChange.class).forEach(edits::edit);
        plan.changes(AccountChange.class).forEach(edits::edit);
        return edits.done();
    }

    private void edit(GroupChange change) {
        String name = change.group().value();
        if (change instanceof GroupChange.Create create) {
            groups.put(name, new GroupEntry(name, AccountText.SHADOWED, create.gid(), List.of()));
            members(name);
        } else if (change instanceof GroupChange.AddMember add) {
            members(name).add(add.member());
        } else if (change instanceof GroupChange.RemoveMember remove) {
            members(name).remove(remove.member());
        } else if (change instanceof GroupChange.Tidy) {
            members(name);
        }
    }

    private void edit(AccountChange change) {
        if (change instanceof AccountChange.Create create) {
            create(create);
        } else if (change instanceof AccountChange.Lock lock) {
            lock(lock);
        } else if (change instanceof AccountChange.Unlock unlock) {
            unlock(unlock);
        } else if (change instanceof AccountChange.Repair repair) {
            repair(repair);
        } else if (change instanceof AccountChange.Purge purge) {
            gone.add(purge.subject());
        }
    }

    private void create(AccountChange.Create c) {
        String name = c.subject();
        passwd.put(
                name,
                new PasswdEntry(
                        name, AccountText.SHADOWED, c.uid(), c.gid(), AccountText.gecos(c.hub()), c.home(), c.shell()));
        shadow.put(name, fresh(name));
        if (before.group().find(name).isEmpty()) {
            groups.put(name, new GroupEntry(name, AccountText.SHADOWED, c.gid(), List.of()));
            members(name);
        }
        c.groups().forEach(group -> members(group.value()).add(name));
    }

    private void lock(AccountChange.Lock lock) {
        ShadowEntry line = shadowed(lock.subject());
        String password = line.password().startsWith("!") ? line.password() : "!" + line.password();
        shadow.put(lock.subject(), line.with(password, AccountText.EXPIRED));
        passwd.put(lock.subject(), passwd(lock.subject()).withShell(AccountText.NOLOGIN));
        lock.groups().forEach(group -> members(group.value()).remove(lock.subject()));
    }

    private void unlock(AccountChange.Unlock unlock) {
        LockedFrom was = unlock.before();
        ShadowEntry line = shadowed(unlock.subject());
        boolean prefixed = was.prefixed()
                && line.password().startsWith("!")
                && line.password().length() > 1;
        String password = prefixed ? line.password().substring(1) : line.password();
        shadow.put(unlock.subject(), line.with(closed(password), was.expire()));
        passwd.put(unlock.subject(), passwd(unlock.subject()).withShell(was.shell()));
        unlock.groups().forEach(group -> members(group.value()).add(unlock.subject()));
    }

    private void repair(AccountChange.Repair repair) {
        String name = repair.subject();
        if (repair.flaw() == AccountChange.Flaw.PRIMARY_GROUP) {
            passwd.put(name, passwd(name).withGid(repair.gid()));
            return;
        }
        ShadowEntry line = shadowed(name);
        shadow.put(name, line.with(closed(line.password()), line.expire()));
    }

    /** The account's shadow line, the hash moved there if it was in passwd, as pwconv(8) does. */
    private ShadowEntry shadowed(String name) {
        PasswdEntry account = passwd(name);
        ShadowEntry line = Optional.ofNullable(shadow.get(name))
                .or(() -> before.shadow().find(name))
                .orElseGet(() -> fresh(name));
        if (account.password().equals(AccountText.SHADOWED)) {
            return line;
        }
        passwd.put(name, account.withPassword(AccountText.SHADOWED));
        return account.password().isEmpty() ? line : line.with(account.password(), line.expire());
    }

    private static String closed(String password) {
        return password.isEmpty() ? AccountText.NO_PASSWORD : password;
    }

    private static ShadowEntry fresh(String name) {
        return new ShadowEntry(name, AccountText.NO_PASSWORD, "", "", "", "", "", "", "");
    }

    private PasswdEntry passwd(String name) {
        return Optional.ofNullable(passwd.get(name))
                .or(() -> before.passwd().find(name))
                .orElseThrow(() -> new IllegalStateException("planned for an account without a line: " + name));
    }

    /** The members of a group of ours as they will be: a set, so that doubles go, in the order of the line. */
    private Set<String> members(String group) {
        return members.computeIfAbsent(
                group,
                name -> new LinkedHashSet<>(group(name).map(GroupEntry::members).orElse(List.of())));
    }

    private Optional<GroupEntry> group(String name) {
        return before.group().find(name).or(() -> Optional.ofNullable(groups.get(name)));
    }

    private AccountDatabases done() {
        members.forEach((name, set) ->
                group(name).ifPresent(entry -> groups.put(name, entry.closedWith(List.copyOf(set)))));
        return new AccountDatabases(
                edited(before.passwd(), passwd).without(gone),
                edited(before.group(), groups).without(gone),
                edited(before.shadow(), shadow).without(gone),
                before.gshadow().map(this::gshadow).map(file -> file.without(gone)));
    }

    private Database<GshadowEntry> gshadow(Database<GshadowEntry> database) {
        Map<String, GshadowEntry> entries = new LinkedHashMap<>();
        groups.forEach((name, group) -> entries.put(
                name,
                database.find(name)
                        .orElseGet(() -> new GshadowEntry(name, AccountText.NO_PASSWORD, List.of(), List.of()))
                        .closedWith(group.members())));
        return edited(database, entries);
    }

    private static <E extends Entry> Database<E> edited(Database<E> database, Map<String, E> entries) {
        return entries.isEmpty() ? database : database.with(new ArrayList<>(entries.values()));
    }
}
