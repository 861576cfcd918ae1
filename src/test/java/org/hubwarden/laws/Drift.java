package org.hubwarden.laws;

import java.util.List;
import java.util.Set;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.spec.SudoersText;

/** What others do to a machine between two passes. */
final class Drift {
    private final Universe universe;
    private final Machine machine;
    private final String ours;
    private final String anybody;
    private final LedgerAccount account;
    private final long adminGid;

    private Drift(Universe universe, Machine machine) {
        this.universe = universe;
        this.machine = machine;
        List<LedgerAccount> all = List.copyOf(machine.ledger.accounts().values());
        this.account = universe.pick(all);
        this.ours = account.unix().value();
        this.anybody = universe.chance(0.7) ? ours : universe.pick(List.of("mallory", "ops", "root", "ghost"));
        this.adminGid = machine.ledger.groups().entrySet().stream()
                .filter(e -> e.getKey().value().equals(Oracle.ADMINS))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(1030L);
    }

    /** A few things at once. */
    static void happen(Universe universe, Machine machine) {
        if (machine.ledger.accounts().isEmpty()) {
            return;
        }
        for (int i = universe.random.nextInt(5); i > 0; i--) {
            new Drift(universe, machine).happen(universe.random.nextInt(34));
        }
    }

    private void happen(int what) {
        if (what < 12) {
            memberships(what);
        } else if (what < 22) {
            accounts(what);
        } else {
            surroundings(what);
        }
    }

    private void memberships(int what) {
        switch (what) {
            case 0 -> Edit.field(machine, "passwd", anybody, 3, Long.toString(adminGid));
            case 1 -> Edit.field(machine, "passwd", ours, 3, universe.pick(List.of("27", "1000", "1003")));
            case 2 -> Edit.member(machine, "group", Oracle.ADMINS, anybody);
            case 3 -> Edit.member(machine, "group", Oracle.ADMINS, " " + anybody);
            case 4 -> Edit.member(machine, "group", Oracle.ADMINS, ours + "," + ours + ",," + ours + "\r");
            case 5 -> Edit.append(machine, "group", "jupyterhub-admins:x:" + adminGid + ":" + anybody);
            case 6 -> Edit.append(machine, "group", "jupyterhub-admins:x:1055:" + anybody);
            case 7 -> Edit.append(machine, "group", "wheelies:x:" + adminGid + ":" + anybody);
            case 8 ->
                machine.memberships.add(new MembershipRecord(
                        universe.chance(0.8) ? ours : MembershipRecord.EVERYBODY,
                        universe.chance(0.5) ? Oracle.ADMINS : Long.toString(adminGid),
                        "/etc/userdb/x.membership"));
            case 9 -> machine.memberships.clear();
            case 10 ->
                Edit.member(machine, "group", universe.pick(List.of("jupyterhub-users", "cs101", ours)), anybody);
            default -> Edit.field(machine, "gshadow", universe.pick(List.of(Oracle.ADMINS, ours)), 2, anybody);
        }
    }

    private void accounts(int what) {
        switch (what) {
            case 12 -> List.of("passwd", "group", "shadow", "gshadow").forEach(f -> Edit.remove(machine, f, ours));
            case 13 -> Edit.remove(machine, universe.pick(List.of("passwd", "group", "shadow", "gshadow")), ours);
            case 14 ->
                Edit.field(machine, "passwd", ours, 2, universe.pick(List.of("1040", "0", "1003", "01041", "x")));
            case 15 -> Edit.field(machine, "passwd", ours, 1, universe.pick(List.of("", "$6$inpasswd", "*")));
            case 16 -> Edit.field(machine, "shadow", ours, 1, universe.pick(List.of("", "$6$new", "!$6$new", "*")));
            case 17 -> Edit.field(machine, "passwd", ours, 6, universe.pick(List.of("/bin/zsh", "/usr/sbin/nologin")));
            case 18 -> Edit.field(machine, "shadow", ours, 7, universe.pick(List.of("", "1", "30000")));
            case 19 -> Edit.field(machine, "passwd", ours, 5, "/srv/elsewhere");
            case 20 ->
                Edit.lines(machine, universe.pick(List.of("passwd", "shadow")), ours, line -> line + "\n" + line);
            default -> Edit.lines(machine, "passwd", ours, line -> " " + line);
        }
    }

    private void surroundings(int what) {
        switch (what) {
            case 22 -> machine.adminRule = odd(machine.adminRule);
            case 23 -> machine.denyList = odd(machine.denyList);
            case 24 ->
                machine.homes.put(
                        account.home(),
                        new HomeSight.Directory(
                                account.uid(),
                                universe.chance(0.6) ? account.gid() : universe.pick(List.of(adminGid, 27L, 1003L)),
                                0700 | universe.random.nextInt(070),
                                universe.chance(0.3)));
            case 25 -> machine.homes.remove(account.home());
            case 26 -> machine.homes.put(account.home(), new HomeSight.Other("a symbolic link to /etc"));
            case 27 -> machine.homes.put(account.home(), new HomeSight.Directory(4242, 4242, 0777, false));
            case 28 -> Edit.remove(machine, "group", universe.pick(List.of(Oracle.ADMINS, "cs101", ours)));
            case 29 -> Edit.field(machine, "group", universe.pick(List.of("cs101", ours)), 2, "1041");
            case 30 -> useradd();
            case 31 -> machine.nameServiceAnswers = !machine.nameServiceAnswers;
            case 32 -> machine.idsElsewhere = Set.of(machine.ledger.highestId() + 1, 1002L);
            default -> machine.baseFaults.merge("/home", "it is read-only", (a, b) -> null);
        }
    }

    /** As useradd(8) does it: one more than the highest number in use, whoever had that before. */
    private void useradd() {
        long next = new Oracle(machine)
                        .allAccounts.stream()
                                .mapToLong(Oracle.Account::uid)
                                .filter(u -> u < 1060)
                                .max()
                                .orElse(1000)
                + 1;
        String name = "new" + next;
        Edit.append(machine, "passwd", name + ":x:" + next + ":" + next + "::/home/" + name + ":/bin/sh");
        Edit.append(machine, "group", name + ":x:" + next + ":");
        Edit.append(machine, "shadow", name + ":!:19000::::::");
    }

    private DropInSight odd(DropInSight now) {
        return switch (universe.random.nextInt(5)) {
            case 0 -> new DropInSight.Absent();
            case 1 -> new DropInSight.Other("a symbolic link to /tmp/x");
            case 2 -> new DropInSight.Regular("", 0440, 0, 0);
            case 3 ->
                new DropInSight.Regular(
                        SudoersText.noRule() + "#" + account.uid() + " ALL = (ALL:ALL) !ALL\n", 0440, 0, 0);
            default -> now instanceof DropInSight.Regular r ? new DropInSight.Regular(r.content(), 0644, 0, 0) : now;
        };
    }
}
