package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;

/** The table of {@code list}. */
final class RosterText {

    static final String NOTHING = "-";

    private RosterText() {}

    /** With a column for servers where they are our business. */
    static List<String> lines(Roster roster, ServerUnit units) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns(
                List.of("HUB NAME", "ACCOUNT", "UID", "STATE", "ADMIN", "GROUPS", "HOME"), units.areOurs(), "SERVER"));
        roster.people()
                .forEach(person -> rows.add(columns(row(person), units.areOurs(), ServerText.word(units, person))));
        List<String> lines = new ArrayList<>(Columns.aligned(rows));
        lines.add("");
        lines.add(Count.nouns(roster.people().size(), "user") + " known.");
        return lines;
    }

    private static List<String> columns(List<String> all, boolean withServer, String server) {
        List<String> columns = new ArrayList<>(all);
        if (withServer) {
            columns.add(server);
        }
        return columns;
    }

    private static List<String> row(Person person) {
        return List.of(
                person.hub().value(),
                person.unix().value(),
                person.account().map(a -> Long.toString(a.uid())).orElse(NOTHING),
                person.standing().text(),
                person.isAdmin() ? "yes" : "no",
                groups(person),
                person.account().map(LedgerAccount::home).orElse(NOTHING));
    }

    private static String groups(Person person) {
        String groups = person.desired().map(DesiredUser::groups).stream()
                .flatMap(g -> g.stream())
                .map(g -> g.value())
                .collect(Collectors.joining(","));
        return groups.isEmpty() ? NOTHING : groups;
    }
}
