package org.hubwarden.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hubwarden.audit.Escaped;
import org.hubwarden.audit.Wording;
import org.hubwarden.model.Limits;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServerProcess;

/** What is said of the unit that runs somebody's server: as it is in force, and not as files say. */
final class ServerText {

    private ServerText() {}

    /** In one word, for a table. */
    static String word(ServerUnit units, Person person) {
        return units.runningOf(person).isPresent() ? "running" : RosterText.NOTHING;
    }

    /** In a line. */
    static String line(ServerUnit units, Person person) {
        Optional<RunningUnit> unit = units.runningOf(person);
        String name = units.nameOf(person).map(Object::toString).orElse("");
        return unit.map(ServerText::running)
                .orElseGet(() -> name + ", not running; systemctl status " + Typed.quoted(name) + " tells more");
    }

    private static String running(RunningUnit unit) {
        List<String> parts = new ArrayList<>();
        parts.add(unit.name() + ", running as " + (unit.user().isEmpty() ? "root" : Escaped.text(unit.user())));
        parts.add(hasOwnTmp(unit) ? "its own /tmp" : "the machine's /tmp");
        unit.process().ifPresent(process -> parts.add(process.noNewPrivileges() ? "in the sandbox" : "no sandbox"));
        String limits = Wording.limits(unit.limits());
        parts.add(limits);
        return String.join(", ", parts);
    }

    /** The mount that was seen counts more than what was asked for. */
    private static boolean hasOwnTmp(RunningUnit unit) {
        return unit.process().flatMap(ServerProcess::ownTmp).orElse(unit.privateTmp());
    }

    /** For programs; see docs/json.md. */
    static void write(Json json, ServerUnit units, Person person) throws IOException {
        json.field("unit", units.nameOf(person).map(Object::toString));
        Optional<RunningUnit> unit = units.runningOf(person);
        json.field("running", unit.isPresent());
        if (unit.isPresent()) {
            json.field("user", unit.get().user());
            json.field("private_tmp", hasOwnTmp(unit.get()));
            Optional<ServerProcess> process = unit.get().process();
            if (process.isPresent()) {
                json.field("private_tmp_seen", process.get().ownTmp().isPresent());
                json.field("no_new_privileges", process.get().noNewPrivileges());
                json.strings(
                        "groups",
                        process.get().groups().stream()
                                .sorted()
                                .map(String::valueOf)
                                .toList());
            }
            limit(json, "memory_bytes", unit.get().limits().memory());
            limit(json, "cpu_thousandths", unit.get().limits().cpu());
            limit(json, "tasks", unit.get().limits().tasks());
        }
    }

    /** One that is unlimited is left out. */
    private static void limit(Json json, String name, OptionalLong value) throws IOException {
        if (value.isPresent() && value.getAsLong() != Limits.UNLIMITED) {
            json.field(name, value.getAsLong());
        }
    }
}
