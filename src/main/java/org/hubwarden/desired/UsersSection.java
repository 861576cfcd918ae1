package org.hubwarden.desired;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.desired.YamlNode.Scalar;
import org.hubwarden.model.HubName;
import org.hubwarden.model.NameFault;
import org.hubwarden.model.UnixName;

/** The sections {@code users} and {@code admins}, which describe the same people. */
final class UsersSection {

    private final DeclaredGroups declared;
    private final Problems problems;
    private final SortedMap<HubName, DesiredUser> people = new TreeMap<>();
    private final SortedMap<HubName, Server> servers = new TreeMap<>();

    /** Where a user has settings, for the sentence that refuses a second set. */
    private final Map<HubName, Position> settingsAt = new HashMap<>();

    UsersSection(DeclaredGroups declared, Problems problems) {
        this.declared = declared;
        this.problems = problems;
    }

    /** Everybody of both sections; an admin need not be listed as a user. */
    SortedMap<HubName, DesiredUser> read(Optional<YamlNode> users, Optional<YamlNode> admins) {
        users.ifPresent(s -> add(NamedEntry.of(s, "users", problems), false));
        admins.ifPresent(s -> add(NamedEntry.of(s, "admins", problems), true));
        return people;
    }

    /** What is special about the servers of those that were read. */
    SortedMap<HubName, Server> servers() {
        return servers;
    }

    private void add(List<NamedEntry> entries, boolean admin) {
        for (NamedEntry entry : entries) {
            Optional<UserSettings.Read> settings = entry.settings().map(m -> UserSettings.read(m, declared, problems));
            name(entry.name()).ifPresent(name -> put(name, entry.name().at(), settings, admin));
        }
    }

    private Optional<HubName> name(Scalar name) {
        Optional<NameFault> fault = HubName.fault(name.text());
        fault.ifPresent(f -> problems.refuse(name.at(), () -> sentence(name.text(), f)));
        if (name.text().startsWith(UnixName.PREFIX)) {
            problems.warn(name.at(), () -> prefixed(name.text()));
        }
        return fault.isPresent() ? Optional.empty() : Optional.of(new HubName(name.text()));
    }

    private static String sentence(String name, NameFault fault) {
        String strangers = fault == NameFault.NON_ASCII ? Shown.strangers(name) : "";
        return "the name " + Shown.quoted(name) + strangers + " " + fault.sentence();
    }

    /** A hub may have such a user; most who write it mean the account. */
    private static String prefixed(String name) {
        return "the name " + Shown.quoted(name) + " begins as accounts do; the account of this user is "
                + UnixName.PREFIX + name + ", so if the account " + name + " was meant, write "
                + name.substring(UnixName.PREFIX.length());
    }

    private void put(HubName name, Position at, Optional<UserSettings.Read> settings, boolean admin) {
        Optional<DesiredUser> listed = Optional.ofNullable(people.get(name));
        Optional<UserSettings> others = settings.flatMap(UserSettings.Read::others);
        UserSettings own = others.orElseGet(() -> listed.map(this::settingsOf).orElse(UserSettings.NONE));
        Optional<Until> until = settings.flatMap(UserSettings.Read::until);
        people.put(
                name,
                new DesiredUser(
                        name,
                        admin,
                        own.adopt(),
                        own.groups(),
                        admin ? listed.flatMap(DesiredUser::until) : until,
                        admin ? until : Optional.empty()));
        if (!own.server().equals(Server.ORDINARY)) {
            servers.put(name, own.server());
        }
        others.ifPresent(s -> refuseSecond(name, at));
    }

    private UserSettings settingsOf(DesiredUser user) {
        return new UserSettings(user.adopt(), user.groups(), servers.getOrDefault(user.name(), Server.ORDINARY));
    }

    private void refuseSecond(HubName name, Position at) {
        Position first = settingsAt.putIfAbsent(name, at);
        if (first != null) {
            problems.refuse(
                    at,
                    () -> Shown.quoted(name.value()) + " has settings under users as well, at line " + first.line()
                            + "; keep all but until in one of the two places");
        }
    }
}
