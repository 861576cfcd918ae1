package org.hubwarden.manual;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.desired.Key;
import org.hubwarden.desired.KeySet;
import org.hubwarden.desired.Kind;
import org.hubwarden.desired.StateKeys;

/** What hubwarden-state(5) says of keys: the words of the schema. */
final class KeyParts {

    private KeyParts() {}

    static String keys() {
        Roff page = new Roff();
        append(page, StateKeys.document());
        return page.toString();
    }

    private static void append(Roff page, KeySet set) {
        for (Key<?> key : set.keys()) {
            page.line(".TP").line(Roff.bold(key.name()));
            page.text(key.meaning());
            page.text(value(key));
            Kind kind = key.kind();
            if (kind instanceof Kind.Section section) {
                nested(page, "It has these keys:", section.keys());
            } else if (kind instanceof Kind.Named named) {
                nested(page, "The settings after a name have these keys:", named.settings());
            }
        }
    }

    private static void nested(Roff page, String heading, KeySet keys) {
        page.text(heading).line(".RS");
        append(page, keys);
        page.line(".RE");
    }

    private static String value(Key<?> key) {
        List<String> words = new ArrayList<>();
        words.add("Value: " + kind(key.kind()) + ".");
        key.standard().ifPresent(standard -> words.add("Default: " + standard + "."));
        key.missing().ifPresent(advice -> words.add("Required."));
        return String.join(" ", words);
    }

    private static String kind(Kind kind) {
        if (kind instanceof Kind.Section) {
            return "a map";
        }
        if (kind instanceof Kind.Named) {
            return "a list of names, or a map from name to settings";
        }
        if (kind instanceof Kind.Whole whole) {
            return "a number from " + whole.min() + " to " + whole.max();
        }
        if (kind instanceof Kind.CommandLine) {
            return "a list: the absolute path of a program, and its arguments";
        }
        return kind instanceof Kind.Single<?> single ? single.wanted() : "a list of names";
    }
}
