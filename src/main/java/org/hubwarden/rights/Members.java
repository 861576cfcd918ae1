package org.hubwarden.rights;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Database;
import org.hubwarden.observed.Entry;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.MembershipsSight;

/** Who is really in a group: by its line, by another line with its number, as a primary group, and by other sources. */
final class Members {

    private final AccountDatabases accounts;
    private final MembershipsSight memberships;

    Members(AccountDatabases accounts, MembershipsSight memberships) {
        this.accounts = accounts;
        this.memberships = memberships;
    }

    /**
     * One membership.
     *
     * @param account its name
     * @param place where it is written
     */
    record Member(String account, String place) {}

    /** Of a group by name: of all lines that have it. */
    List<Member> ofGroup(String name) {
        Set<Long> gids = accounts.group()
                .entries()
                .filter(group -> group.name().equals(name))
                .map(GroupEntry::gid)
                .collect(Collectors.toSet());
        return of(gids, name);
    }

    /** Of a group by number. */
    List<Member> ofGid(long gid) {
        return of(Set.of(gid), "");
    }

    /** Whether the group file has a group of that name. */
    boolean isGroup(String name) {
        return accounts.group().count(name) > 0;
    }

    private List<Member> of(Set<Long> gids, String name) {
        Set<Member> found = new LinkedHashSet<>();
        numbered(accounts.group(), (line, group) -> {
            if (gids.contains(group.gid())) {
                group.members().forEach(member -> found.add(new Member(member, "/etc/group:" + line)));
            }
        });
        numbered(accounts.passwd(), (line, account) -> {
            if (gids.contains(account.gid())) {
                found.add(new Member(account.name(), "/etc/passwd:" + line));
            }
        });
        memberships.records().stream()
                .filter(record -> !isService(record))
                .filter(r -> r.group().equals(name)
                        || gids.stream().anyMatch(g -> r.group().equals(Long.toString(g)) || isNamed(r.group(), g)))
                .forEach(record -> found.add(new Member(record.member(), record.source())));
        return new ArrayList<>(found);
    }

    /** A unit that runs as root, and what came with a package, is a service and nobody who becomes root. */
    private boolean isService(MembershipRecord record) {
        boolean unit = record.source().contains("/systemd/");
        boolean person = record.member().contains("%") || accounts.passwd().count(record.member()) > 0;
        return unit && (!person || record.source().startsWith("/usr/lib/systemd/"));
    }

    private boolean isNamed(String name, long gid) {
        return accounts.group().find(name).map(group -> group.gid() == gid).orElse(false);
    }

    /** Something done with an entry and the number of its line. */
    interface WithLine<E> {
        void accept(int line, E entry);
    }

    static <E extends Entry> void numbered(Database<E> database, WithLine<E> action) {
        for (int i = 0; i < database.lines().size(); i++) {
            int line = i + 1;
            database.lines().get(i).entry().ifPresent(entry -> action.accept(line, entry));
        }
    }
}
