package org.hubwarden.laws;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.MembershipRecord;

/**
 * What the machine grants, worked out a second time from the raw text and from nothing of the program: when the two
 * disagree, one of them is wrong.
 */
final class Oracle {
    static final String ADMINS = "jupyterhub-admins";
    private static final Pattern NUMBER = Pattern.compile("[ \\t]*\\+?[0-9]+");
    private static final BigInteger HIGHEST = BigInteger.valueOf(0xFFFF_FFFFL);

    /** A group line. */
    record Group(String name, long gid, List<String> members) {}

    /** A passwd line. */
    record Account(String name, long uid, long gid, String shell) {}

    private final Machine machine;
    private final List<Group> groups = new ArrayList<>();
    /** The first line of each name, as glibc finds it. */
    final Map<String, Account> accounts = new TreeMap<>();

    final List<Account> allAccounts = new ArrayList<>();

    Oracle(Machine machine) {
        this.machine = machine;
        for (String[] f : lines(machine.files.group(), 3)) {
            number(f[2]).ifPresent(gid -> groups.add(new Group(f[0], gid, members(f.length > 3 ? f[3] : ""))));
        }
        for (String[] f : lines(machine.files.passwd(), 4)) {
            if (number(f[2]).isPresent() && number(f[3]).isPresent()) {
                Account account =
                        new Account(f[0], number(f[2]).get(), number(f[3]).get(), f.length > 6 ? f[6] : "");
                allAccounts.add(account);
                accounts.putIfAbsent(f[0], account);
            }
        }
    }

    private static List<String[]> lines(String text, int fewest) {
        List<String[]> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] fields = line.stripLeading().split(":", -1);
            if (fields.length >= fewest && !fields[0].isEmpty() && "#+-".indexOf(fields[0].charAt(0)) < 0) {
                lines.add(fields);
            }
        }
        return lines;
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() && new BigInteger(text.strip().replace("+", "")).compareTo(HIGHEST) <= 0
                ? Optional.of(Long.parseLong(text.strip().replace("+", "")))
                : Optional.empty();
    }

    private static List<String> members(String field) {
        List<String> members = new ArrayList<>();
        for (String member : field.split(",", -1)) {
            if (!member.isBlank()) {
                members.add(member.stripLeading());
            }
        }
        return members;
    }

    /** Every group the account is in by any line. */
    Set<String> groupsOf(String account) {
        Set<String> names = new TreeSet<>();
        groups.stream().filter(g -> g.members().contains(account)).forEach(g -> names.add(g.name()));
        long gid = accounts.containsKey(account) ? accounts.get(account).gid() : -1;
        groups.stream().filter(g -> g.gid() == gid).forEach(g -> names.add(g.name()));
        return names;
    }

    /** Whose primary group the number is. */
    Set<String> accountsWithGid(long gid) {
        Set<String> names = new TreeSet<>();
        allAccounts.stream().filter(a -> a.gid() == gid).forEach(a -> names.add(a.name()));
        return names;
    }

    boolean hasGroup(long gid) {
        return groups.stream().anyMatch(g -> g.gid() == gid);
    }

    /** Accounts that sudo lets become root by our rule. */
    Set<String> effectiveAdmins() {
        Set<String> admins = new TreeSet<>();
        accounts.values().stream()
                .filter(a -> granted() && isMember(a) && !denied(a.uid()))
                .forEach(a -> admins.add(a.name()));
        return admins;
    }

    private boolean isMember(Account account) {
        Set<Long> gids = new HashSet<>();
        groups.stream().filter(g -> g.name().equals(ADMINS)).forEach(g -> gids.add(g.gid()));
        boolean byLine = groups.stream()
                .anyMatch(g -> (g.name().equals(ADMINS) || gids.contains(g.gid()))
                        && g.members().contains(account.name()));
        boolean byRecord = machine.memberships.stream()
                .filter(r -> r.member().equals(account.name()) || r.member().equals(MembershipRecord.EVERYBODY))
                .anyMatch(r -> r.group().equals(ADMINS)
                        || gids.stream().anyMatch(g -> Long.toString(g).equals(r.group())));
        return byLine || byRecord || gids.contains(account.gid());
    }

    private boolean granted() {
        return machine.adminRule instanceof DropInSight.Regular r
                && r.uid() == 0
                && r.content().contains("\n%" + ADMINS + " ALL");
    }

    private boolean denied(long uid) {
        return machine.denyList instanceof DropInSight.Regular r
                && r.uid() == 0
                && r.content().contains("\n#" + uid + " ALL = (ALL:ALL) !ALL\n");
    }

    /** Which of the three locks of an account stand open; empty where there is no account. */
    Set<String> open(String name) {
        Set<String> open = new TreeSet<>();
        if (!accounts.containsKey(name)) {
            return open;
        }
        if (!accounts.get(name).shell().equals("/usr/sbin/nologin")) {
            open.add("shell");
        }
        for (String[] f : lines(machine.files.shadow(), 2)) {
            if (f[0].equals(name)) {
                if (!f[1].startsWith("!") && !f[1].startsWith("*")) {
                    open.add("password");
                }
                if (f.length < 8 || !f[7].equals("1")) {
                    open.add("expiry");
                }
                return open;
            }
        }
        return open;
    }
}
