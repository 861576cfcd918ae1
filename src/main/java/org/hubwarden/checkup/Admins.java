package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
            toCome().ifPresent(found::add);
        }
        // Such a group is how a machine's own accounts are its admins, whoever is called so in the hub.
        if (!accounts.areMachines()) {
            rootEquivalent().ifPresent(found::add);
        }
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

    /** The hub's admins who have no root yet: an import lists them under admins, and the first pass gives it. */
    private Optional<Weakness> toCome() {
        Set<String> have =
                members().stream().map(HubAccounts.Membership::account).collect(Collectors.toSet());
        List<String> evidence = new People(sight)
                .admins()
                .filter(admin -> HubNames.accounts(admin.name()).stream().noneMatch(have::contains))
                .map(admin -> admin.name() + ": " + admin.source())
                .toList();
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Weakness(
                                "hub-admin",
                                Rank.MEDIUM,
                                Words.count(evidence.size(), "admin") + " of the hub's "
                                        + (evidence.size() == 1 ? "has" : "have")
                                        + " no root by sudo yet: as an admin of the state file they get it",
                                evidence,
                                "none, if it is meant; who shall not have root is not listed under admins, and is no admin of the hub"));
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
            boolean known = declared.admins().getOrDefault(member.account(), false);
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
