package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines of all files of sudoers(5) in the order in which sudo reads them, and where each stands. */
public record SudoersSource(List<Line> lines) {

    private static final Pattern INCLUDE = Pattern.compile("^[ \\t]*[@#]include(dir)?[ \\t]+(.*?)[ \\t]*$");
    private static final Pattern NO_RULE =
            Pattern.compile("^\\s*(#(?![0-9])|@|Defaults|(User|Runas|Host|Cmnd|Cmd)_Alias\\b).*");
    private static final Set<String> ROOT = Set.of("root", "#0");

    public SudoersSource {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param file path as sudo reads it
     * @param number from 1
     */
    public record Line(String file, int number, String text) {

        /** What it includes, if it is a directive to do so. */
        public Optional<Include> include() {
            Matcher matcher = INCLUDE.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Include(unquoted(matcher.group(2)), matcher.group(1) != null))
                    : Optional.empty();
        }

        private static String unquoted(String path) {
            return path.replaceFirst("^\"(.*)\"$", "$1").replaceAll("\\\\(.)", "$1");
        }
    }

    /**
     * A directive to read other files.
     *
     * @param path as written, without quotes
     * @param directory whether all files of a directory are meant
     */
    public record Include(String path, boolean directory) {}

    /** The lines of one file. */
    public static List<Line> linesOf(String file, String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(new Line(file, lines.size() + 1, line));
        }
        if (text.isEmpty() || text.endsWith("\n")) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** All as one text. A backslash at the end of one file joins its last line to the next file, as in sudo. */
    public String text() {
        return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    /** The same with one line empty; for a line that sudo passes over because it is wrong. */
    public SudoersSource without(int index) {
        List<Line> others = new ArrayList<>(lines);
        Line line = lines.get(index);
        others.set(index, new Line(line.file(), line.number(), ""));
        return new SudoersSource(others);
    }

    /**
     * A rule with its place.
     *
     * @param line where it begins; number 0 where it could not be told
     */
    public record Placed(Line line, SudoersRules.Grant grant) {}

    /** The rules that give something, with the places where they are written, for everybody but root. */
    public List<SudoRule> locate(SudoersRules rules) {
        Set<SudoRule> located = new LinkedHashSet<>();
        for (Placed placed : place(rules)) {
            if (placed.grant().allowsSomething()) {
                Line line = placed.line();
                placed.grant().who().stream()
                        .filter(who -> !ROOT.contains(who))
                        .forEach(who -> located.add(new SudoRule(line.file(), line.number(), who)));
            }
        }
        return List.copyOf(located);
    }

    /** All rules in their order, each with its place. */
    public List<Placed> place(SudoersRules rules) {
        List<Placed> all = new ArrayList<>();
        int at = 0;
        for (SudoersRules.Grant grant : rules.grants()) {
            int found = find(at, grant.written());
            at = found < 0 ? at : found;
            all.add(new Placed(found < 0 ? new Line("/etc/sudoers", 0, "") : lines.get(found), grant));
        }
        return all;
    }

    private int find(int from, List<String> written) {
        for (int i = from; i < lines.size(); i++) {
            String text = lines.get(i).text();
            if (!NO_RULE.matcher(text).matches() && names(text, written)) {
                return i;
            }
        }
        return -1;
    }

    /** A rule begins with its first user, and may go on over several lines. */
    private static boolean names(String text, List<String> written) {
        return !written.isEmpty()
                && Pattern.compile("^[\\s!\"]*" + Pattern.quote(written.get(0)) + "($|[\\s,=\"\\\\])")
                        .matcher(text)
                        .find();
    }
}
