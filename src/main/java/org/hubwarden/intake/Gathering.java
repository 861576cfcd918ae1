package org.hubwarden.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hubwarden.desired.GroupFault;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.NameFault;
import org.hubwarden.model.Naming;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.TljhConfig;

/** People, groups and what is left out, as they are found. Not thread-safe. */
final class Gathering {

    /** As long as names are cut, with five digits of their hash. */
    private static final Pattern CUT = Pattern.compile("jupyter-.{18}-[0-9a-f]{5}");

    private final AccountDatabases files;
    private final Naming naming;
    private final Map<String, PasswdEntry> accounts = new LinkedHashMap<>();
    private final Map<HubName, Boolean> people = new LinkedHashMap<>();
    private final Map<UnixName, HubName> taken = new HashMap<>();
    private final Map<HubName, TreeSet<String>> members = new HashMap<>();
    private final SortedMap<String, Boolean> groups = new TreeMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    /** Says whom TLJH lets in, where there is one. */
    private final Optional<TljhConfig> door;

    /** Whom TLJH does not let in is left out, wherever people come from; who is banned is said to be. */
    Gathering(HubSight sight, Optional<TljhConfig> config) {
        this.files = sight.accounts();
        HubAccounts.of(files, Optional.empty()).all().stream()
                .filter(account -> account.name().startsWith(UnixName.PREFIX))
                .forEach(account -> accounts.put(account.name(), account));
        this.naming = sight.layout().isEmpty() && accounts.isEmpty() ? Naming.DOCUMENTED : Naming.TLJH;
        config.ifPresent(tljh -> tljh.banned().forEach(name -> ban(name.text(), tljh.at(name))));
        this.door = config;
    }

    /** TLJH's, unless nobody has an account in its way yet. */
    Naming naming() {
        return naming;
    }

    private void ban(String name, String place) {
        if (HubName.fault(name).isEmpty()) {
            accounts.remove(naming.unixName(new HubName(name)).value());
        }
        leaveOut(
                name,
                "is banned, " + place
                        + "; to have the account locked, list it with adopt: true, and take it out again after one pass");
    }

    /** Takes somebody in, or says why not. Whoever is there already may become an admin by it. */
    Optional<HubName> take(String text, boolean admin) {
        if (door.isPresent() && !door.get().letsIn(text)) {
            leaveOut(
                    text,
                    "is not in users.allowed nor users.admin of " + door.get().path());
            return Optional.empty();
        }
        Optional<NameFault> fault = HubName.fault(text);
        if (fault.isPresent()) {
            leaveOut(text, fault.get().sentence());
            return Optional.empty();
        }
        HubName name = new HubName(text);
        HubName first = taken.putIfAbsent(naming.unixName(name), name);
        if (first != null && !first.equals(name)) {
            leaveOut(
                    text,
                    "would have the same account as " + first + ", " + naming.unixName(name)
                            + ": two people must never share one");
            return Optional.empty();
        }
        people.merge(name, admin, Boolean::logicalOr);
        return Optional.of(name);
    }

    void leaveOut(String what, String why) {
        if (told.add(what)) {
            leftOut.add(new LeftOut(what, why));
        }
    }

    boolean has(String text) {
        return HubName.fault(text).isEmpty() && people.containsKey(new HubName(text));
    }

    /** The accounts whose name begins as a hub's do, and that nobody was taken in for, nor banned. */
    List<PasswdEntry> unclaimed() {
        return accounts.values().stream()
                .filter(account ->
                        !UnixName.isWellFormed(account.name()) || !taken.containsKey(new UnixName(account.name())))
                .toList();
    }

    /**
     * The hub name that an account was made for.
     *
     * @param known names that the hub has; only they tell who is behind a name that was cut
     */
    static Optional<String> hubName(String account, Iterable<String> known) {
        for (String name : known) {
            if (HubName.fault(name).isEmpty()
                    && Naming.TLJH.unixName(new HubName(name)).value().equals(account)) {
                return Optional.of(name);
            }
        }
        return CUT.matcher(account).matches()
                ? Optional.empty()
                : Optional.of(account.substring(UnixName.PREFIX.length()));
    }

    /** Whether the account is in the admin group. */
    boolean hasRoot(PasswdEntry account) {
        return files.group()
                .find(GroupName.ADMINS.value())
                .filter(g -> g.members().contains(account.name()) || g.gid() == account.gid())
                .isPresent();
    }

    void group(String name, List<String> people) {
        Optional<String> fault = GroupFault.of(name, false);
        if (fault.isPresent()) {
            leaveOut(name, fault.get());
            return;
        }
        groups.put(name, files.group().find(name).isPresent());
        for (String person : people) {
            if (has(person)) {
                members.computeIfAbsent(new HubName(person), p -> new TreeSet<>())
                        .add(name);
            } else {
                leaveOut(person + " in group " + name, "is no user here");
            }
        }
    }

    List<Newcomer> newcomers() {
        return people.keySet().stream().sorted().map(this::newcomer).toList();
    }

    private Newcomer newcomer(HubName name) {
        String unix = naming.unixName(name).value();
        Optional<PasswdEntry> account = files.passwd().find(unix);
        String remark = account.map(a -> a.name() + ", uid " + a.uid())
                .orElseGet(() -> "no account yet: hubwarden makes " + unix + besides(name));
        boolean admin = people.getOrDefault(name, false);
        return new Newcomer(name, admin, account.isPresent(), members.getOrDefault(name, new TreeSet<>()), remark);
    }

    /** A hub with PAM has the machine's own accounts, which are none of ours. */
    private String besides(HubName name) {
        return files.passwd()
                .find(name.value())
                .map(own -> "; the account " + own.name() + ", uid " + own.uid() + ", stays as it is")
                .orElse("");
    }

    /** With the two groups of every hub, where they are there. */
    SortedMap<String, Boolean> groups() {
        SortedMap<String, Boolean> all = new TreeMap<>(groups);
        for (GroupName builtIn : List.of(GroupName.USERS, GroupName.ADMINS)) {
            files.group().find(builtIn.value()).map(GroupEntry::name).ifPresent(name -> all.put(name, true));
        }
        return all;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }
}
