package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hubwarden.observed.SudoersRules.Allowance;
import org.hubwarden.observed.SudoersRules.Grant;

/**
 * Reads sudoers(5) where nothing that comes with sudo can. It knows users, groups, aliases, exceptions, run-as lists and tags, and
 * errs on the side of telling too much.
 */
public final class OwnSudoersReader {

    private static final Pattern ALIAS =
            Pattern.compile("^(User|Runas|Cmnd|Cmd)_Alias\\s+([A-Z][A-Z0-9_]*)\\s*=\\s*(.*)$");
    private static final Pattern OTHER = Pattern.compile("^(Defaults|Host_Alias|@|#(?![0-9])).*");
    private static final Pattern COMMANDS =
            Pattern.compile("^\\s*(?:\\(([^)]*)\\))?\\s*((?:[A-Z_]+:\\s*)*)(.*)$", Pattern.DOTALL);
    private static final Pattern OUTSIDE_PARENTHESES = Pattern.compile(",(?![^()]*\\))");

    private final Map<String, List<String>> aliases = new HashMap<>();
    private final List<SudoersSource.Placed> rules = new ArrayList<>();

    private OwnSudoersReader() {}

    /** All rules, each with the line where it begins. */
    public static List<SudoersSource.Placed> read(SudoersSource source) {
        OwnSudoersReader reader = new OwnSudoersReader();
        List<Whole> lines = whole(source);
        lines.forEach(line -> reader.alias(line.text()));
        lines.forEach(reader::rule);
        return List.copyOf(reader.rules);
    }

    /** A line with those that continue it. */
    private record Whole(SudoersSource.Line first, String text) {}

    private static List<Whole> whole(SudoersSource source) {
        List<Whole> wholes = new ArrayList<>();
        for (int i = 0; i < source.lines().size(); i++) {
            SudoersSource.Line first = source.lines().get(i);
            StringBuilder text = new StringBuilder(first.text());
            while (text.toString().endsWith("\\") && i + 1 < source.lines().size()) {
                text.setLength(text.length() - 1);
                text.append(' ').append(source.lines().get(++i).text());
            }
            wholes.add(new Whole(first, text.toString().strip()));
        }
        return wholes;
    }

    private void alias(String text) {
        Matcher alias = ALIAS.matcher(text);
        if (alias.matches()) {
            for (String one : alias.group(3).split("\\s+:\\s+", -1)) {
                String[] parts = one.split("=", 2);
                String name = parts.length == 2 && parts[0].strip().matches("[A-Z][A-Z0-9_]*")
                        ? parts[0].strip()
                        : alias.group(2);
                aliases.put(name, items(parts[parts.length - 1]));
            }
        }
    }

    private static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private void rule(Whole line) {
        String text = line.text().replaceFirst("\\s#(?![0-9]).*$", "");
        if (text.isEmpty()
                || OTHER.matcher(text).matches()
                || ALIAS.matcher(text).matches()
                || !text.contains("=")) {
            return;
        }
        String[] sides = text.split("=", 2);
        List<String> written = items(sides[0].strip().replaceFirst("(?<!,)\\s+[^\\s,]+(\\s*,\\s*[^\\s,]+)*$", ""));
        Lists who = expand(written);
        List<Allowance> allowances = new ArrayList<>();
        for (String privilege : sides[1].split("\\s:\\s(?![^()]*\\))", -1)) {
            allowances.addAll(allowances(privilege.replaceFirst("^[^=/(]*=", "")));
        }
        rules.add(new SudoersSource.Placed(line.first(), new Grant(written, who.named(), who.excepted(), allowances)));
    }

    private List<Allowance> allowances(String commands) {
        List<Allowance> all = new ArrayList<>();
        String runAs = "root";
        boolean asks = true;
        for (String item : OUTSIDE_PARENTHESES.split(commands, -1)) {
            Matcher parts = COMMANDS.matcher(item.strip());
            if (parts.matches()) {
                runAs = parts.group(1) == null ? runAs : parts.group(1);
                asks = !parts.group(2).contains("NOPASSWD:")
                        && (asks || parts.group(2).contains("PASSWD:"));
                Lists command = expand(List.of(parts.group(3).strip()));
                String[] as = (runAs + " ").split(":", 2);
                all.add(new Allowance(
                        expand(items(as[0])).named(),
                        as.length > 1 ? expand(items(as[1])).named() : List.of(),
                        command.named(),
                        command.excepted().contains("ALL"),
                        asks));
            }
        }
        return all;
    }

    /** Whom a list means, and whom it leaves out. */
    private record Lists(List<String> named, List<String> excepted) {}

    private Lists expand(List<String> items) {
        Set<String> named = new LinkedHashSet<>();
        Set<String> excepted = new LinkedHashSet<>();
        Set<String> entered = new HashSet<>();
        items.forEach(item -> expand(item, false, entered, named, excepted));
        return new Lists(List.copyOf(named), List.copyOf(excepted));
    }

    private void expand(String item, boolean negated, Set<String> entered, Set<String> named, Set<String> excepted) {
        String bare = item.replaceFirst("^!+\\s*", "").replaceFirst("^\"(.*)\"$", "$1");
        boolean except = negated != (item.startsWith("!") && !item.startsWith("!!"));
        List<String> members = aliases.getOrDefault(bare, List.of());
        if (members.isEmpty()) {
            (except ? excepted : named).add(bare);
        } else if (entered.add(bare)) {
            members.forEach(member -> expand(member, except, entered, named, excepted));
        }
    }
}
