package org.hubwarden.desired;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.IdRange;

/** The section {@code ids}. */
final class IdsSection {

    private static final KeySet KEYS = new KeySet("ids", List.of("min", "max"), List.of());

    /** Below, distributions give ids out by fixed tables. */
    private static final long LOWEST = 100;

    private final Problems problems;
    private final Scalars scalars;

    IdsSection(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** The range; empty when the section is absent, empty or wrong. */
    Optional<IdRange> read(Optional<YamlNode> section) {
        Fields fields = Fields.ofSection(section, KEYS, problems);
        Optional<YamlNode> min = fields.get("min");
        Optional<YamlNode> max = fields.get("max");
        if (min.isPresent() != max.isPresent()) {
            YamlNode alone = min.or(() -> max).orElseThrow();
            problems.refuse(alone.at(), "ids needs both min and max; write ids: {min: 1000, max: 59999}");
        }
        Optional<Long> lowest = min.flatMap(n -> inBounds(n, "min"));
        Optional<Long> highest = max.flatMap(n -> inBounds(n, "max"));
        return lowest.flatMap(l -> highest.flatMap(h -> range(l, h, max.orElseThrow())));
    }

    private Optional<Long> inBounds(YamlNode node, String name) {
        return scalars.number(node, name).filter(id -> {
            boolean good = id >= LOWEST && id <= IdRange.HIGHEST;
            if (!good) {
                problems.refuse(node.at(), name + " " + id + " is out of bounds; " + advice(id));
            }
            return good;
        });
    }

    private static String advice(long id) {
        return id < LOWEST
                ? "ids below " + LOWEST + " belong to the system, write 1000 or more"
                : "write at most " + IdRange.HIGHEST;
    }

    private Optional<IdRange> range(long min, long max, YamlNode at) {
        if (max < min) {
            problems.refuse(at.at(), "max " + max + " is below min " + min + "; write a greater max");
            return Optional.empty();
        }
        return Optional.of(new IdRange(min, max));
    }
}
