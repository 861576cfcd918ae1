package org.hubwarden.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Naming;

/** A new state file as text, with the reason for each line behind it. */
public final class StateDraft {

    private static final int REMARKS_AT = 40;
    private static final int LONGEST = 120;

    private final List<String> lines = new ArrayList<>();

    private StateDraft() {}

    /**
     * The text, ending in a newline.
     *
     * @param command what was typed
     */
    public static String of(Intake intake, String command) {
        StateDraft draft = new StateDraft();
        draft.head(intake, command);
        draft.hub(intake);
        draft.people(intake);
        draft.groups(intake);
        draft.leftOut(intake);
        return String.join("\n", draft.lines) + "\n";
    }

    private void head(Intake intake, String command) {
        comment("Written by: " + command);
        comment("From " + intake.source() + ".");
        comment("Read it, and put it right. Then: hubwarden check, and hubwarden plan, which shows what would be done."
                + " Nothing is changed before hubwarden apply, or the daemon.");
        lines.add("# yaml-language-server: $schema=/usr/share/hubwarden/state.schema.json");
        lines.add("version: 1");
    }

    private void hub(Intake intake) {
        lines.add("");
        lines.add("hub:");
        if (intake.naming() == Naming.TLJH) {
            line("  naming: tljh", "long names are cut as the hub did it, so that everybody keeps their account");
        } else {
            line("  naming: documented", "nobody has an account of a hub's yet, so there is none to keep the name of");
        }
        if (intake.tljhStarts()) {
            line("  spawner: tljh", "TLJH goes on to start servers; each gets a /tmp of its own at its next start");
        }
        if (!intake.limits().isEmpty()) {
            lines.add("");
            line("defaults:", "limits of each server, as TLJH has them");
            lines.add("  limits: {" + String.join(", ", intake.limits()) + "}");
        }
    }

    private void people(Intake intake) {
        lines.add("");
        intake.people().forEach(this::comment);
        comment("adopt: true takes over an account that is there: its id, home and files stay as they are.");
        section("users", intake.newcomers().stream().filter(n -> !n.admin()).toList());
        lines.add("");
        comment("They have root by sudo, and are users as well.");
        section("admins", intake.newcomers().stream().filter(Newcomer::admin).toList());
    }

    private void section(String name, List<Newcomer> people) {
        lines.add(people.isEmpty() ? name + ": {}" : name + ":");
        people.forEach(person -> line("  " + person.name() + ":" + settings(person), person.remark()));
    }

    private static String settings(Newcomer person) {
        List<String> settings = new ArrayList<>();
        if (person.adopt()) {
            settings.add("adopt: true");
        }
        if (!person.groups().isEmpty()) {
            settings.add("groups: [" + String.join(", ", person.groups()) + "]");
        }
        return settings.isEmpty() ? "" : " {" + String.join(", ", settings) + "}";
    }

    private void groups(Intake intake) {
        if (intake.groups().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("groups:");
        for (Map.Entry<String, Boolean> group : intake.groups().entrySet()) {
            boolean isThere = group.getValue();
            line("  " + group.getKey() + ":" + (isThere ? " {adopt: true}" : ""), remark(group.getKey(), isThere));
        }
    }

    private static String remark(String group, boolean isThere) {
        if (group.equals(GroupName.ADMINS.value())) {
            return "taken over once nobody is in it who is not under admins";
        }
        return isThere ? "is there already" : "hubwarden makes it";
    }

    private void leftOut(Intake intake) {
        if (!intake.leftOut().isEmpty()) {
            lines.add("");
            comment("Left out:");
            intake.leftOut().forEach(left -> lines.add("#   " + printable(left.what()) + ": " + printable(left.why())));
        }
    }

    private void line(String text, String remark) {
        lines.add(text + " ".repeat(Math.max(1, REMARKS_AT - text.length())) + "# " + printable(remark));
    }

    private void comment(String text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : printable(text).split(" ", -1)) {
            if (line.length() + word.length() > LONGEST && line.length() > 1) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }

    /** Names come from elsewhere: no character of theirs ends a comment, or hides in it. */
    private static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.chars().limit(400).forEach(c -> {
            if (c >= ' ' && c <= '~') {
                safe.append((char) c);
            } else {
                safe.append(String.format("\\u%04x", c));
            }
        });
        return safe.toString();
    }
}
