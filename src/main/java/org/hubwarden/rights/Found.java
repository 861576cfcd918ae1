package org.hubwarden.rights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.PasswdEntry;

/** The ways to root found so far, by account. */
final class Found {

    private final Grounds grounds;
    private final Map<String, Set<Way>> ways = new TreeMap<>();

    Found(Grounds grounds) {
        this.grounds = grounds;
    }

    void add(String account, Way way) {
        addNew(account, way);
    }

    /** The same, and says whether it was not known. */
    boolean addNew(String account, Way way) {
        return ways.computeIfAbsent(account, name -> new LinkedHashSet<>()).add(way);
    }

    /** Adds one that the state file does not give. */
    void add(String account, Way.Kind kind, String why, String... places) {
        add(account, new Way(kind, why, List.of(places), OptionalInt.empty()));
    }

    /** Takes back what sudo gave. */
    void deny(String account) {
        Set<Way> of = ways.computeIfAbsent(account, name -> new LinkedHashSet<>());
        of.removeIf(way -> way.kind() == Way.Kind.SUDO || way.kind() == Way.Kind.SUDO_TO);
    }

    /** Takes back what sudo gave anybody. */
    void denyAll() {
        List.copyOf(ways.keySet()).forEach(this::deny);
    }

    boolean has(String account) {
        return !ways.getOrDefault(account, Set.of()).isEmpty();
    }

    /** The names of the accounts with this number; the number itself where no file has it. */
    List<String> accountsOf(long uid) {
        List<String> names = grounds.accounts()
                .passwd()
                .entries()
                .filter(account -> account.uid() == uid)
                .map(PasswdEntry::name)
                .toList();
        return names.isEmpty() ? List.of("#" + uid) : names;
    }

    /** Where the state file puts somebody into a group. */
    OptionalInt line(String account, String group) {
        Optional<DesiredUser> user =
                hub(account).map(name -> grounds.desired().users().get(name));
        if (user.isEmpty()) {
            return OptionalInt.empty();
        }
        if (group.equals(GroupName.ADMINS.value())) {
            return user.get().admin()
                    ? orUnknown(grounds.lines().admin(user.get().name()))
                    : OptionalInt.empty();
        }
        boolean listed = user.get().groups().stream().anyMatch(of -> of.value().equals(group));
        return listed ? orUnknown(grounds.lines().user(user.get().name())) : OptionalInt.empty();
    }

    /** What the state gives is given, also where the file as it is now is another. */
    private static OptionalInt orUnknown(OptionalInt line) {
        return OptionalInt.of(line.orElse(0));
    }

    private Optional<HubName> hub(String account) {
        return UnixName.isWellFormed(account)
                ? grounds.ledger().account(new UnixName(account)).map(LedgerAccount::hub)
                : Optional.empty();
    }

    private Optional<Long> uid(String account) {
        return grounds.accounts()
                .passwd()
                .find(account)
                .map(PasswdEntry::uid)
                .or(() -> grounds.memberships().records().stream()
                        .filter(record -> record.member().equals(account))
                        .flatMap(record -> record.uid().stream())
                        .findFirst());
    }

    /** Everybody with a way, root first, then users of ours. */
    List<RootAccount> all() {
        List<RootAccount> all = new ArrayList<>();
        ways.forEach((account, of) -> {
            if (!of.isEmpty()) {
                String name = account.equals(MembershipRecord.EVERYBODY) ? RootAccount.EVERYBODY : account;
                all.add(new RootAccount(name, uid(account), hub(account), List.copyOf(of)));
            }
        });
        all.sort(Comparator.comparing((RootAccount a) -> !a.account().equals("root"))
                .thenComparing(a -> !a.account().equals(RootAccount.EVERYBODY))
                .thenComparing(a -> a.hub().isEmpty()));
        return all;
    }
}
