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

    /** With a column for ends where somebody has one, and for servers where they are our business. */
    static List<String> lines(Roster roster, ServerUnit units) {
        boolean withUntil =
                roster.people().stream().anyMatch(person -> person.until().isPresent());
        List<List<String>> rows = new ArrayList<>();
        List<String> titles =
                new ArrayList<>(List.of("HUB NAME", "ACCOUNT", "UID", "STATE", "ADMIN", "GROUPS", "HOME"));
        add(titles, withUntil, "UNTIL");
        add(titles, units.areOurs(), "SERVER");
        rows.add(titles);
        for (Person person : roster.people()) {
            List<String> row = row(person);
            add(row, withUntil, person.until().orElse(NOTHING));
            add(row, units.areOurs(), ServerText.word(units, person));
            rows.add(row);
        }
        List<String> lines = new ArrayList<>(Columns.aligned(rows));
        lines.add("");
        lines.add(Count.nouns(roster.people().size(), "user") + " known.");
        return lines;
    }

    private static void add(List<String> row, boolean isColumn, String cell) {
        if (isColumn) {
            row.add(cell);
        }
    }

    private static List<String> row(Person person) {
        return new ArrayList<>(List.of(
                person.hub().value(),
                person.unix().value(),
                person.account().map(a -> Long.toString(a.uid())).orElse(NOTHING),
                person.standing().text(),
                person.isAdmin() ? "yes" : "no",
                groups(person),
                person.account().map(LedgerAccount::home).orElse(NOTHING)));
    }

    private static String groups(Person person) {
        String groups = person.desired().map(DesiredUser::groups).stream()
                .flatMap(g -> g.stream())
                .map(g -> g.value())
                .collect(Collectors.joining(","));
        return groups.isEmpty() ? NOTHING : groups;
    }
}
