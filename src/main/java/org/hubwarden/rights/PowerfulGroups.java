package org.hubwarden.rights;

import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.AllSudoRules;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.WriteAccess;

/** The groups whose members may be able to become root. */
public final class PowerfulGroups {

    private PowerfulGroups() {}

    /** Their names and their numbers in decimal, as sources of memberships may write them. */
    public static Set<String> of(AccountDatabases accounts, AllSudoRules sudo, Iterable<WriteAccess> writable) {
        Set<String> all = new TreeSet<>(Set.of(GroupName.ADMINS.value(), "0"));
        sudo.rules().stream()
                .flatMap(rule -> rule.grant().who().stream())
                .filter(who -> who.startsWith("%"))
                .forEach(who -> all.add(who.replaceFirst("^%#?", "")));
        writable.forEach(file -> {
            if (file.by().isGroup()) {
                all.add(Long.toString(file.id()));
            }
        });
        accounts.group().entries().filter(group -> isOne(group, all)).forEach(group -> {
            all.add(group.name());
            all.add(Long.toString(group.gid()));
        });
        return all;
    }

    private static boolean isOne(GroupEntry group, Set<String> known) {
        return isRoots(group) || known.contains(group.name()) || known.contains(Long.toString(group.gid()));
    }

    /** Whether to be in it is as good as to be root, whatever sudo says. */
    static boolean isRoots(GroupEntry group) {
        return group.gid() == 0 || RootEquivalent.isGroup(group.name());
    }
}
