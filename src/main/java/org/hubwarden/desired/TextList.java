package org.hubwarden.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.Kind.Listed;
import org.hubwarden.desired.Kind.Names;
import org.hubwarden.desired.YamlNode.Refused;
import org.hubwarden.desired.YamlNode.Scalar;
import org.hubwarden.desired.YamlNode.Sequence;

/** A list of texts of one shape. */
final class TextList {

    private TextList() {}

    /**
     * The texts in their order; empty where the key is absent or something is wrong with it.
     *
     * @param wanted ends the sentence "an entry of KEY must be"
     */
    static Optional<List<String>> read(Fields fields, Key<Listed> key, String wanted, Problems problems) {
        return read(fields, key, key.kind().names(), wanted, problems);
    }

    /** The same for a list of which the entries have this shape. */
    static Optional<List<String>> read(Fields fields, Key<?> key, Names shape, String wanted, Problems problems) {
        return fields.get(key).flatMap(node -> read(node, new Entries(key.name(), shape, wanted), problems));
    }

    /** What the entries must be. */
    private record Entries(String key, Names shape, String wanted) {}

    private static Optional<List<String>> read(YamlNode node, Entries entries, Problems problems) {
        if (node instanceof Sequence list) {
            List<String> texts = new ArrayList<>();
            list.entries().forEach(entry -> text(entry, entries, problems).ifPresent(texts::add));
            return Optional.of(texts);
        }
        if (!(node instanceof Refused)) {
            problems.refuse(node.at(), entries.key() + " must be a list in brackets, and not " + node.kind());
        }
        return Optional.empty();
    }

    private static Optional<String> text(YamlNode entry, Entries entries, Problems problems) {
        if (entry instanceof Scalar text && isGood(text.text(), entries.shape())) {
            return Optional.of(text.text());
        }
        if (!(entry instanceof Refused)) {
            String shown = entry instanceof Scalar text ? Shown.quoted(text.text()) : entry.kind();
            problems.refuse(
                    entry.at(), "an entry of " + entries.key() + " must be " + entries.wanted() + ", and not " + shown);
        }
        return Optional.empty();
    }

    private static boolean isGood(String text, Names shape) {
        return text.length() <= shape.longest() && shape.shape().matcher(text).matches();
    }
}
