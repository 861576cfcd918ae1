package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.audit.Escaped;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.reconcile.StateInForce;

/** What is said of the state in force: problems first. */
final class StateText {

    private static final int DIGITS = 12;

    private StateText() {}

    /** Everything: problems, warnings, which state holds. */
    static List<String> lines(StateInForce state, String file, Style style) {
        List<String> lines = new ArrayList<>(problems(state, style));
        lines.addAll(warnings(state));
        lines.add(inForce(state, file));
        return lines;
    }

    static List<String> problems(StateInForce state, Style style) {
        List<String> lines = new ArrayList<>();
        state.trouble().forEach(line -> lines.add(style.paint(Style.Tone.ALARM, Escaped.text(line))));
        return lines;
    }

    static List<String> warnings(StateInForce state) {
        return state.warnings().stream()
                .map(line -> "warning: " + Escaped.text(line))
                .toList();
    }

    /** One line; with what to write where there is no state. */
    static String inForce(StateInForce state, String file) {
        if (state.state().isEmpty()) {
            return state.absent()
                    ? "No state is in force, and none was before: " + whatToWrite(file) + "."
                    : "no state is in force, and none was before; nothing is done until " + file + " is mended.";
        }
        return state.isCurrent()
                ? "State in force: " + identity(state, file)
                : file + " as it is now changes nobody. State in force: " + identity(state, file);
    }

    /** Which state it is, its size and digest. */
    static String identity(StateInForce state, String file) {
        if (state.state().isEmpty()) {
            return "none in force";
        }
        String counts = counts(state.state().get());
        String digest = state.sha256().map(s -> ", sha256 " + shortened(s)).orElse("");
        return name(state, file) + " (" + counts + digest + ")";
    }

    /** What holds the machine, in the middle of a sentence. */
    static String name(StateInForce state, String file) {
        return state.isCurrent() ? file : "the last good state";
    }

    static String counts(DesiredState state) {
        return Count.nouns(state.users().size(), "user") + ", " + Count.nouns(admins(state), "admin") + ", "
                + Count.nouns(state.groups().size(), "group");
    }

    static long admins(DesiredState state) {
        return state.users().values().stream().filter(DesiredUser::admin).count();
    }

    /** The shortest good state file, and what to do with it. */
    static String whatToWrite(String file) {
        return "write " + file + ", the shortest has the two lines \"version: 1\" and \"users: [alice]\","
                + " and try it with hubwarden check";
    }

    private static String shortened(String sha256) {
        return sha256.substring(0, Math.min(DIGITS, sha256.length()));
    }
}
