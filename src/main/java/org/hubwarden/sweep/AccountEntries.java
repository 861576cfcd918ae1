package org.hubwarden.sweep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;
import org.hubwarden.rights.Way;

/** Accounts, groups and ways to root as entries. A hash of a password is never among them, only a digest that tells it from another. */
public final class AccountEntries {

    private final Set<String> ours;
    private final Map<String, Map<String, String>> facts = new TreeMap<>();

    private AccountEntries(Set<String> ours) {
        this.ours = ours;
    }

    /**
     * All of them, in no order.
     *
     * @param ours the names of the accounts and groups that hubwarden keeps
     */
    public static List<Entry> of(AccountDatabases accounts, RootAccess access, Set<String> ours) {
        AccountEntries entries = new AccountEntries(ours);
        accounts.passwd().entries().forEach(account -> entries.account(account, accounts));
        accounts.group().entries().forEach(entries::group);
        accounts.gshadow()
                .ifPresent(file -> file.entries()
                        .filter(group -> !group.administrators().isEmpty())
                        .forEach(group -> entries.put(
                                "group-admin",
                                group.name(),
                                Map.of(
                                        "members", String.join(",", group.administrators()),
                                        "root", yes(RootEquivalent.isGroup(group.name()))))));
        access.accounts().forEach(entries::ways);
        List<Entry> all = new ArrayList<>();
        entries.facts.forEach((key, of) -> all.add(Entry.state(
                key.substring(0, key.indexOf('/')), key.substring(key.indexOf('/') + 1), new TreeMap<>(of))));
        return all;
    }

    private void put(String kind, String name, Map<String, String> of) {
        Map<String, String> known = facts.computeIfAbsent(kind + "/" + name, key -> new HashMap<>());
        of.forEach(
                (fact, value) -> known.merge(fact, value, (one, other) -> one.equals(other) ? one : one + "," + other));
    }

    private void account(PasswdEntry account, AccountDatabases accounts) {
        put(
                "account",
                account.name(),
                Map.of(
                        "uid", Long.toString(account.uid()),
                        "gid", Long.toString(account.gid()),
                        "home", account.home(),
                        "shell", account.shell(),
                        "password", password(account, accounts),
                        "ours", yes(ours.contains(account.name()))));
    }

    private static String password(PasswdEntry account, AccountDatabases accounts) {
        String field = account.password().equals("x")
                ? accounts.shadow()
                        .find(account.name())
                        .map(ShadowEntry::password)
                        .orElse("!")
                : account.password();
        if (field.isEmpty()) {
            return "none";
        }
        return field.startsWith("!") || field.startsWith("*") ? "locked" : digest(field);
    }

    private static String digest(String field) {
        byte[] digest = Digests.sha256().digest(("hubwarden " + field).getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private void group(GroupEntry group) {
        boolean root = group.gid() == 0 || RootEquivalent.isGroup(group.name());
        put(
                "group",
                group.name(),
                Map.of(
                        "gid", Long.toString(group.gid()),
                        "members", String.join(",", new TreeSet<>(group.members())),
                        "root", yes(root),
                        "ours", yes(ours.contains(group.name()))));
    }

    private void ways(RootAccount account) {
        for (Way way : account.ways()) {
            if (account.account().equals("root") && way.kind() == Way.Kind.UID_0) {
                continue;
            }
            boolean given = way.stateLine().isPresent();
            put(
                    "way",
                    account.account() + "/" + way.why(),
                    Map.of("kind", way.kind().id(), "given", yes(given)));
        }
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }
}
