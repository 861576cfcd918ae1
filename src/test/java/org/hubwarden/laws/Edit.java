package org.hubwarden.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Edits of the account files as an admin with an editor makes them. */
final class Edit {
    private Edit() {}

    static String read(Machine machine, String file) {
        Machine.Files f = machine.files;
        return switch (file) {
            case "passwd" -> f.passwd();
            case "group" -> f.group();
            case "shadow" -> f.shadow();
            default -> f.gshadow().orElse("");
        };
    }

    /** Changes the text of a file; nothing where the machine has no gshadow. */
    static void change(Machine machine, String file, UnaryOperator<String> change) {
        Machine.Files f = machine.files;
        machine.files = switch (file) {
            case "passwd" -> new Machine.Files(change.apply(f.passwd()), f.group(), f.shadow(), f.gshadow());
            case "group" -> new Machine.Files(f.passwd(), change.apply(f.group()), f.shadow(), f.gshadow());
            case "shadow" -> new Machine.Files(f.passwd(), f.group(), change.apply(f.shadow()), f.gshadow());
            default ->
                new Machine.Files(f.passwd(), f.group(), f.shadow(), f.gshadow().map(change));
        };
    }

    static void append(Machine machine, String file, String line) {
        change(machine, file, text -> text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n");
    }

    static void insert(Machine machine, String file, Random random, String line) {
        change(machine, file, text -> {
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            lines.add(random.nextInt(lines.size()), line);
            return String.join("\n", lines);
        });
    }

    /** Changes each line whose first field is this name. */
    static void lines(Machine machine, String file, String name, UnaryOperator<String> change) {
        change(machine, file, text -> {
            List<String> lines = new ArrayList<>();
            for (String line : text.split("\n", -1)) {
                lines.add(line.startsWith(name + ":") ? change.apply(line) : line);
            }
            return String.join("\n", lines);
        });
    }

    /** Sets one field, counted from 0, of each line whose first field is this name. */
    static void field(Machine machine, String file, String name, int index, String value) {
        lines(machine, file, name, line -> {
            String[] fields = line.split(":", -1);
            if (index < fields.length) {
                fields[index] = value;
            }
            return String.join(":", fields);
        });
    }

    static void member(Machine machine, String file, String group, String member) {
        lines(machine, file, group, line -> line + (line.endsWith(":") ? "" : ",") + member);
    }

    static void remove(Machine machine, String file, String name) {
        change(machine, file, text -> {
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            lines.removeIf(line -> line.startsWith(name + ":"));
            return String.join("\n", lines);
        });
    }
}
