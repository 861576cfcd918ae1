package org.hubwarden.desired;

import java.util.Optional;
import org.hubwarden.desired.Kind.Whole;
import org.hubwarden.model.IdRange;

/** The section {@code ids}. */
final class IdsSection {

    private final Problems problems;

    IdsSection(Problems problems) {
        this.problems = problems;
    }

    /** The range; empty when the section is absent, empty or wrong. */
    Optional<IdRange> read(Optional<YamlNode> section) {
        Fields fields = Fields.ofSection(section, StateKeys.IDS, problems);
        Optional<Long> lowest = inBounds(fields, StateKeys.MIN);
        Optional<Long> highest = inBounds(fields, StateKeys.MAX);
        return lowest.flatMap(min ->
                highest.flatMap(max -> range(min, max, fields.get(StateKeys.MAX).orElseThrow())));
    }

    private Optional<Long> inBounds(Fields fields, Key<Whole> key) {
        Optional<Long> id = fields.value(key);
        id.filter(number -> !key.kind().holds(number))
                .ifPresent(number -> problems.refuse(
                        fields.get(key).orElseThrow().at(),
                        key.name() + " " + number + " is out of bounds; " + advice(number, key.kind())));
        return id.filter(key.kind()::holds);
    }

    private static String advice(long id, Whole bounds) {
        return id < bounds.min()
                ? "ids below " + bounds.min() + " belong to the system, write 1000 or more"
                : "write at most " + bounds.max();
    }

    private Optional<IdRange> range(long min, long max, YamlNode at) {
        if (max < min) {
            problems.refuse(at.at(), "max " + max + " is below min " + min + "; write a greater max");
            return Optional.empty();
        }
        return Optional.of(new IdRange(min, max));
    }
}
