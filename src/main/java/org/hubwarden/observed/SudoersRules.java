package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that {@code cvtsudoers -f json} prints, as far as they give somebody something.
 *
 * @param grants in the order of the text
 */
public record SudoersRules(List<Grant> grants) {

    private static final Map<String, String> SIGILS = Map.of(
            "username", "", "usergroup", "%", "userid", "#", "usergid", "%#", "netgroup", "+", "nonunixgroup", "%:");

    public SudoersRules {
        grants = List.copyOf(grants);
    }

    /**
     * One rule.
     *
     * @param written whom it names: {@code alice}, {@code %group}, {@code #1000}, {@code +netgroup}, or an alias
     * @param who the same with aliases replaced by whom they stand for; exceptions are left out
     * @param except the exceptions, with aliases replaced
     * @param allowances in the order of the text
     */
    public record Grant(List<String> written, List<String> who, List<String> except, List<Allowance> allowances) {
        public Grant {
            written = List.copyOf(written);
            who = List.copyOf(who);
            except = List.copyOf(except);
            allowances = List.copyOf(allowances);
        }

        /** Whether it lets somebody run something. */
        boolean allowsSomething() {
            return allowances.stream()
                    .anyMatch(allowance -> !allowance.commands().isEmpty());
        }
    }

    /**
     * What a rule lets people run.
     *
     * @param runAs as whom, with aliases replaced and exceptions left out; empty where only a group is named, and then it is they themselves
     * @param groups with which groups
     * @param commands as written; empty where it only forbids
     * @param deniesAll whether it forbids everything, which takes back what rules before it gave
     * @param asksPassword whether sudo asks for their password first
     */
    public record Allowance(
            List<String> runAs, List<String> groups, List<String> commands, boolean deniesAll, boolean asksPassword) {
        public Allowance {
            runAs = List.copyOf(runAs);
            groups = List.copyOf(groups);
            commands = List.copyOf(commands);
        }
    }

    /** Reads the output; empty when it is not JSON. */
    public static Optional<SudoersRules> parse(String json) {
        return Json.parse(json).map(SudoersRules::of);
    }

    private static SudoersRules of(Json whole) {
        Aliases users = new Aliases(whole.get("User_Aliases").members(), "useralias");
        Aliases runAs = new Aliases(whole.get("Runas_Aliases").members(), "runasalias");
        Aliases commands = new Aliases(whole.get("Command_Aliases").members(), "cmndalias");
        List<Grant> grants = new ArrayList<>();
        for (Json spec : whole.get("User_Specs").elements()) {
            List<Json> named = spec.get("User_List").elements();
            Expansion who = users.expand(named);
            grants.add(new Grant(
                    named.stream().map(item -> written(item, "useralias")).toList(),
                    List.copyOf(who.named()),
                    List.copyOf(who.excepted()),
                    spec.get("Cmnd_Specs").elements().stream()
                            .map(allowed -> allowance(allowed, runAs, commands))
                            .toList()));
        }
        return new SudoersRules(grants);
    }

    private static Allowance allowance(Json spec, Aliases runAs, Aliases commands) {
        Expansion allowed = commands.expand(spec.get("Commands").elements());
        List<Json> groups = spec.get("runasgroups").elements();
        List<Json> users = spec.get("runasusers").elements();
        Expansion as = runAs.expand(users);
        boolean asksPassword = spec.get("Options").elements().stream()
                .noneMatch(option -> option.get("authenticate").text().equals(Optional.of("false")));
        return new Allowance(
                users.isEmpty() && groups.isEmpty() ? List.of("root") : List.copyOf(as.named()),
                List.copyOf(runAs.expand(groups).named()),
                List.copyOf(allowed.named()),
                allowed.excepted().contains("ALL"),
                asksPassword);
    }

    private static boolean isException(Json item) {
        return item.get("negated").text().equals(Optional.of("true"));
    }

    private static String written(Json item, String alias) {
        return item.get(alias)
                .text()
                .or(() -> item.get("command").text())
                .orElseGet(() -> SIGILS.entrySet().stream()
                        .flatMap(s -> item.get(s.getKey()).text().stream().map(name -> s.getValue() + name))
                        .findFirst()
                        .orElse("?"));
    }

    /** Whom a list means, and whom it leaves out. */
    private record Expansion(Set<String> named, Set<String> excepted) {}

    /** The aliases of one kind, and the key under which a list names one. */
    private record Aliases(Map<String, Json> byName, String key) {

        Expansion expand(List<Json> items) {
            Expansion all = new Expansion(new LinkedHashSet<>(), new LinkedHashSet<>());
            Set<String> entered = new HashSet<>();
            items.forEach(item -> expand(item, false, entered, all));
            return all;
        }

        private void expand(Json item, boolean negated, Set<String> entered, Expansion into) {
            boolean excepted = negated != isException(item);
            Optional<String> alias = item.get(key).text().filter(byName::containsKey);
            if (alias.isEmpty()) {
                (excepted ? into.excepted() : into.named()).add(written(item, key));
            } else if (entered.add(alias.get())) {
                byName.getOrDefault(alias.get(), item)
                        .elements()
                        .forEach(member -> expand(member, excepted, entered, into));
            }
        }
    }
}
