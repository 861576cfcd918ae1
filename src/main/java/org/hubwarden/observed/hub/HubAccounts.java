package org.hubwarden.observed.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;

/**
 * The accounts that look like a hub's: by their name, or as members of the group that all of them are in. Where no account does, the
 * hub takes the machine's own accounts, as a hub with PAM does: then it is those of its users' names.
 */
public final class HubAccounts {

    private static final String EXPIRED = "1";

    /** Others are the system's accounts, whatever somebody is called in the hub. */
    private static final IdRange PEOPLE = new IdRange(1000, 60_000);

    private final AccountDatabases files;
    private final Map<String, PasswdEntry> byName = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private final boolean machines;

    private HubAccounts(AccountDatabases files, Optional<HubUsers> users) {
        this.files = files;
        Set<String> members = new TreeSet<>();
        files.group().find(GroupName.USERS.value()).ifPresent(group -> members.addAll(group.members()));
        take(entry -> entry.name().startsWith(UnixName.PREFIX) || members.contains(entry.name()));
        this.machines = byName.isEmpty() && users.isPresent();
        if (machines) {
            Set<String> names = users.get().admins().keySet();
            take(entry -> PEOPLE.contains(entry.uid()) && names.contains(entry.name()));
        }
    }

    private void take(Predicate<PasswdEntry> isOne) {
        int number = 0;
        for (Line<PasswdEntry> line : files.passwd().lines()) {
            number++;
            if (line.entry().filter(isOne).isPresent()) {
                PasswdEntry entry = line.entry().get();
                if (byName.putIfAbsent(entry.name(), entry) == null) {
                    lines.put(entry.name(), number);
                }
            }
        }
    }

    /**
     * Finds them.
     *
     * @param users whom the hub knows, where that is seen and its accounts may be the machine's own: TLJH's never are
     */
    public static HubAccounts of(AccountDatabases files, Optional<HubUsers> users) {
        return new HubAccounts(files, users);
    }

    /**
     * Whether they are the machine's own accounts. Those people also use without the hub, with a password and rights of their own; and
     * where the hub has another login than PAM, an equal name may be chance. So nothing is advised that takes something from them.
     */
    public boolean areMachines() {
        return machines;
    }

    /** All of them, in the order of the file. */
    public List<PasswdEntry> all() {
        return List.copyOf(byName.values());
    }

    /** Whether it is one of them. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The one of that name. */
    public Optional<PasswdEntry> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Where it stands, for people. */
    public String place(String name) {
        return "/etc/passwd:" + lines.getOrDefault(name, 0);
    }

    /** Whether it was locked as somebody who left is. */
    public boolean isLocked(PasswdEntry account) {
        return files.shadow()
                .find(account.name())
                .map(ShadowEntry::expire)
                .filter(EXPIRED::equals)
                .isPresent();
    }

    /**
     * Somebody in a group.
     *
     * @param place where that stands, for people
     */
    public record Membership(String account, GroupEntry group, String place) {}

    /** Who is in groups of a kind, by name or as their primary group; accounts that look like no hub's included. */
    public List<Membership> members(Predicate<GroupEntry> kind) {
        List<Membership> memberships = new ArrayList<>();
        int number = 0;
        for (Line<GroupEntry> line : files.group().lines()) {
            number++;
            if (line.entry().filter(kind).isPresent()) {
                GroupEntry group = line.entry().get();
                String place = "/etc/group:" + number;
                new LinkedHashSet<>(group.members())
                        .forEach(member -> memberships.add(new Membership(member, group, place)));
                files.passwd()
                        .entries()
                        .filter(p -> p.gid() == group.gid() && !group.members().contains(p.name()))
                        .forEach(p ->
                                memberships.add(new Membership(p.name(), group, "its primary group in /etc/passwd")));
            }
        }
        return memberships;
    }
}
