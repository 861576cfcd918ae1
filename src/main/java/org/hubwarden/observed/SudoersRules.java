package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.HashMap;
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
     */
    public record Grant(List<String> written, List<String> who) {
        public Grant {
            written = List.copyOf(written);
            who = List.copyOf(who);
        }
    }

    /** Reads the output; empty when it is not JSON. */
    public static Optional<SudoersRules> parse(String json) {
        return Json.parse(json).map(SudoersRules::of);
    }

    private static SudoersRules of(Json whole) {
        Map<String, Json> aliases = whole.get("User_Aliases").members();
        List<Grant> grants = new ArrayList<>();
        for (Json spec : whole.get("User_Specs").elements()) {
            if (allowsSomething(spec)) {
                List<Json> users = spec.get("User_List").elements();
                Set<String> who = new LinkedHashSet<>();
                users.forEach(user -> expand(user, aliases, new HashMap<>(), who));
                grants.add(new Grant(users.stream().map(SudoersRules::written).toList(), List.copyOf(who)));
            }
        }
        return new SudoersRules(grants);
    }

    private static boolean allowsSomething(Json spec) {
        return spec.get("Cmnd_Specs").elements().stream()
                .flatMap(commands -> commands.get("Commands").elements().stream())
                .anyMatch(command -> !isException(command));
    }

    private static boolean isException(Json item) {
        return item.get("negated").text().equals(Optional.of("true"));
    }

    private static String written(Json user) {
        return user.get("useralias")
                .text()
                .orElseGet(() -> SIGILS.entrySet().stream()
                        .flatMap(s -> user.get(s.getKey()).text().stream().map(name -> s.getValue() + name))
                        .findFirst()
                        .orElse("?"));
    }

    private static void expand(Json user, Map<String, Json> aliases, Map<String, Json> entered, Set<String> into) {
        if (isException(user)) {
            return;
        }
        Optional<String> alias = user.get("useralias").text();
        if (alias.isEmpty() || !aliases.containsKey(alias.get())) {
            into.add(written(user));
        } else if (entered.putIfAbsent(alias.get(), user) == null) {
            aliases.getOrDefault(alias.get(), user)
                    .elements()
                    .forEach(member -> expand(member, aliases, entered, into));
        }
    }
}
