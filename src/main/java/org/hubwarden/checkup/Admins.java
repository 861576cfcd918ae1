package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.TljhConfig;

/** Who has root and should perhaps not. */
final class Admins {

    private final HubSight sight;
    private final HubAccounts accounts;
    private final Declared declared;

    Admins(HubSight sight, HubAccounts accounts, Declared declared) {
        this.sight = sight;
        this.accounts = accounts;
        this.declared = declared;
    }

    List<Weakness> weaknesses() {
        List<Weakness> found = new ArrayList<>();
        if (declared.isSilent()) {
            stale().ifPresent(found::add);
            remembered().ifPresent(found::add);
        }
        rootEquivalent().ifPresent(found::add);
        rootsNumber().ifPresent(found::add);
        return found;
    }

    private List<HubAccounts.Membership> members() {
        return accounts.members(group -> group.name().equals(GroupName.ADMINS.value())).stream()
                .filter(m -> !m.account().equals("root"))
                .toList();
    }

    /** Neither TLJH's configuration nor the hub's database takes them for admins. */
    private Optional<Weakness> stale() {
        if (sight.config().isEmpty() && sight.users().isEmpty()) {
            return Optional.empty();
        }
        Set<String> meant = new HashSet<>(byConfig());
        meant.addAll(byDatabase());
        List<String> evidence = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        for (HubAccounts.Membership member : members()) {
            if (!meant.contains(member.account())) {
                stale.add(member.account());
                evidence.add(member.account() + ": " + member.place() + ", and not in " + sources());
            }
        }
        return stale.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "stale-admin",
                        Rank.HIGH,
                        Words.count(stale.size(), "account") + (stale.size() == 1 ? " has" : " have")
                                + " root by sudo, and whoever runs the hub does not take them for admins",
                        evidence,
                        "gpasswd -d " + stale.get(0) + " " + GroupName.ADMINS
                                + ", or list them under admins in the state file; with hubwarden they stay out, also when"
                                + " the hub puts them back"));
    }

    /** Only the hub's database has them: it never forgets that somebody was an admin. */
    private Optional<Weakness> remembered() {
        if (sight.config().isEmpty() || sight.users().isEmpty()) {
            return Optional.empty();
        }
        Set<String> config = byConfig();
        Set<String> database = byDatabase();
        List<String> evidence = new ArrayList<>();
        for (HubAccounts.Membership member : members()) {
            if (!config.contains(member.account()) && database.contains(member.account())) {
                evidence.add(member.account() + ": " + member.place() + " and "
                        + sight.users().get().path() + ", and not users.admin in "
                        + sight.config().get().path());
            }
        }
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "remembered-admin",
                        Rank.MEDIUM,
                        Words.count(evidence.size(), "admin")
                                + " only by the hub's database, which keeps people who were taken off the list",
                        evidence,
                        "if it is meant, list them under admins in the state file; if not: gpasswd -d "
                                + evidence.get(0).split(":", 2)[0] + " " + GroupName.ADMINS));
    }

    private Set<String> byConfig() {
        List<TljhConfig.Named> named = sight.config().map(TljhConfig::admins).orElse(List.of());
        return HubNames.accounts(named.stream().map(TljhConfig.Named::text).toList());
    }

    private Set<String> byDatabase() {
        return HubNames.accounts(sight.users()
                .map(users -> users.admins().entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList())
                .orElse(List.of()));
    }

    private String sources() {
        String config = sight.config().map(c -> "users.admin of " + c.path()).orElse("");
        String database = sight.users().map(u -> "an admin in " + u.path()).orElse("");
        return config.isEmpty() || database.isEmpty() ? config + database : config + " nor " + database;
    }

    private Optional<Weakness> rootEquivalent() {
        List<String> evidence = new ArrayList<>();
        Optional<HubAccounts.Membership> first = Optional.empty();
        for (HubAccounts.Membership member : accounts.members(Admins::isAsGoodAsRoot)) {
            boolean known = declared.admins().getOrDefault(member.account(), false) || isKnownToThePlainHub(member);
            if (accounts.has(member.account()) && !known) {
                first = first.or(() -> Optional.of(member));
                evidence.add(member.account() + ": in " + member.group().name() + ", " + member.place());
            }
        }
        return first.map(member -> new Weakness(
                "root-equivalent",
                Rank.HIGH,
                Words.count(evidence.size(), "membership") + " in a group that is as good as root",
                evidence,
                "gpasswd -d " + member.account() + " " + member.group().name()
                        + "; who shall have root belongs under admins, where it can be taken away"));
    }

    /** On the machine's own accounts such a group is how its admins are admins, hub or not. */
    private boolean isKnownToThePlainHub(HubAccounts.Membership member) {
        return accounts.areMachines()
                && sight.users()
                        .map(users -> users.admins().getOrDefault(member.account(), false))
                        .orElse(false);
    }

    private static boolean isAsGoodAsRoot(GroupEntry group) {
        return group.gid() == 0 || RootEquivalent.isGroup(group.name());
    }

    private Optional<Weakness> rootsNumber() {
        List<String> evidence = accounts.all().stream()
                .filter(account -> account.uid() == 0)
                .map(PasswdEntry::name)
                .filter(name -> name.startsWith(UnixName.PREFIX))
                .map(name -> name + ": uid 0, " + accounts.place(name))
                .toList();
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "root-uid",
                        Rank.HIGH,
                        Words.count(evidence.size(), "account") + " of the hub's is root itself, by its number",
                        evidence,
                        "remove the line with vipw"));
    }
}
