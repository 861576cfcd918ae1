package org.hubwarden.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hubwarden.model.HubName;
import org.hubwarden.plan.Ends;
import org.hubwarden.reconcile.Assessment;

/** What ends next by itself. */
final class NextEnds {

    private static final int NAMED = 5;

    private NextEnds() {}

    static Optional<Ends.Next> of(Assessment assessment) {
        return assessment
                .circumstances()
                .flatMap(circumstances -> circumstances.ends().next());
    }

    /** For people: what, for whom, and when. */
    static String text(Ends.Next next) {
        List<String> parts = new ArrayList<>();
        if (!next.users().isEmpty()) {
            parts.add((next.users().size() == 1 ? "the account of " : "the accounts of ") + names(next.users()));
        }
        if (!next.admins().isEmpty()) {
            parts.add("root for " + names(next.admins()));
        }
        return String.join(" and ", parts) + ", at " + next.at();
    }

    private static String names(Collection<HubName> people) {
        List<String> names = people.stream().limit(NAMED).map(HubName::value).toList();
        int more = people.size() - NAMED;
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    static void write(Json json, Ends.Next next) throws IOException {
        json.field("at", next.at().toString());
        json.strings("users", next.users().stream().map(HubName::value).toList());
        json.strings("admins", next.admins().stream().map(HubName::value).toList());
    }
}
