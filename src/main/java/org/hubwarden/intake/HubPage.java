package org.hubwarden.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hubwarden.observed.Json;

/**
 * One answer of a hub to the question for its users.
 *
 * @param next where the next page begins; empty where this was the last, or the hub does not say
 * @param paged whether the hub says where pages end
 * @param tellsAdmins whether it says of everybody if they are an admin; it does not to a token that may only list names
 */
public record HubPage(List<HubUser> users, OptionalLong next, boolean paged, boolean tellsAdmins) {

    private static final String PAGINATION = "_pagination";

    public HubPage {
        users = List.copyOf(users);
    }

    /** Reads an answer; empty where it is none to that question. */
    public static Optional<HubPage> parse(String text) {
        Optional<Json> json = Json.parse(text);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        Json answer = json.get();
        boolean paged = answer.members().containsKey(PAGINATION);
        Json list = paged ? answer.get("items") : answer;
        if (!(list instanceof Json.Elements)) {
            return Optional.empty();
        }
        List<HubUser> users = new ArrayList<>();
        boolean tellsAdmins =
                list.elements().stream().allMatch(user -> user.members().containsKey("admin"));
        for (Json user : list.elements()) {
            Optional<String> name = user.get("name").text();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            users.add(new HubUser(
                    name.get(), user.get("admin").text().filter("true"::equals).isPresent()));
        }
        return Optional.of(new HubPage(users, next(answer.get(PAGINATION).get("next")), paged, tellsAdmins));
    }

    private static OptionalLong next(Json next) {
        return next.get("offset")
                .text()
                .filter(digits -> digits.matches("[0-9]{1,12}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }
}
