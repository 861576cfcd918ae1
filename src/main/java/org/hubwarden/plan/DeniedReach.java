package org.hubwarden.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.SudoRule;
import org.hubwarden.observed.SudoersSight;

/**
 * Whether rules of others reach somebody whom we deny sudo, so that lifting the denial would give them rights. In doubt they do: an
 * alias, a netgroup and a group that the account files do not have may name anybody.
 */
final class DeniedReach {

    private final SudoersSight sudoers;
    private final Optional<AccountDatabases> accounts;

    DeniedReach(SudoersSight sudoers, Optional<AccountDatabases> accounts) {
        this.sudoers = sudoers;
        this.accounts = accounts;
    }

    /** Why the denial of these is needed, as a phrase; empty when it is not. */
    Optional<String> ofAny(SortedSet<Long> denied) {
        if (!sudoers.faults().isEmpty()) {
            return Optional.of("since not all rules of sudo can be seen: "
                    + Text.printable(sudoers.faults().get(0)));
        }
        if (accounts.isEmpty()) {
            return Optional.of("since the account files cannot be read");
        }
        return sudoers.otherRules().stream()
                .filter(rule -> reaches(rule.who(), denied, accounts.get()))
                .findFirst()
                .map(rule ->
                        "since " + place(rule) + " may give them sudo: the rule for " + Text.printable(rule.who()));
    }

    private static boolean reaches(String who, Set<Long> denied, AccountDatabases accounts) {
        if (who.startsWith("%")) {
            return reachesGroup(who.substring(1), denied, accounts);
        }
        Optional<Long> uid = who.startsWith("#") ? number(who.substring(1)) : uid(who, accounts);
        return uid.map(denied::contains).orElse(!who.matches("[a-z_].*"));
    }

    /** Processes of theirs may hold the admin group since they were in it. */
    private static boolean reachesGroup(String name, Set<Long> denied, AccountDatabases accounts) {
        List<GroupEntry> lines = accounts.group()
                .entries()
                .filter(line -> line.name().equals(name))
                .toList();
        if (lines.isEmpty() || name.equals(GroupName.ADMINS.value())) {
            return true;
        }
        Set<Long> gids = lines.stream().map(GroupEntry::gid).collect(Collectors.toSet());
        Set<String> members = accounts.group()
                .entries()
                .filter(line -> gids.contains(line.gid()))
                .flatMap(line -> line.members().stream())
                .collect(Collectors.toSet());
        return accounts.passwd()
                .entries()
                .filter(account -> denied.contains(account.uid()))
                .anyMatch(account -> members.contains(account.name()) || gids.contains(account.gid()));
    }

    private static Optional<Long> uid(String name, AccountDatabases accounts) {
        return accounts.passwd().find(name).map(PasswdEntry::uid);
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static String place(SudoRule rule) {
        String file = Text.printable(rule.file());
        return rule.line() == 0 ? file : file + ":" + rule.line();
    }
}
