package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.plan.HomeChange;

/** What is said of changes to homes. */
final class HomeWording {

    private HomeWording() {}

    static Statement of(HomeChange change) {
        if (change instanceof HomeChange.Create c) {
            String details = "mode " + c.mode().octal() + ", owner " + c.unix() + ", from " + c.skeleton();
            return say(ChangeKind.HOME_CREATE, c, details);
        }
        if (change instanceof HomeChange.Regroup c) {
            return say(ChangeKind.HOME_REGROUP, c, "group " + c.from() + " to " + c.to());
        }
        if (change instanceof HomeChange.Close c) {
            return say(ChangeKind.HOME_CLOSE, c, closed(c));
        }
        throw new IllegalArgumentException("no words for " + change.getClass());
    }

    private static Statement say(ChangeKind kind, HomeChange change, String details) {
        return new Statement(kind, change.path(), Optional.of(change.unix().value()), details, change.reason());
    }

    private static String closed(HomeChange.Close close) {
        List<String> steps = new ArrayList<>(2);
        if (close.from() != close.to()) {
            steps.add(String.format("mode %04o to %04o", close.from(), close.to()));
        }
        if (close.acl()) {
            steps.add("access control lists removed");
        }
        return String.join(", ", steps);
    }
}
