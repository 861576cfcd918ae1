package org.hubwarden.desired;

import java.util.Optional;

/** The section {@code brakes}. */
final class BrakesSection {

    /** More than half is held whatever the section says. */
    static final long MOST_PERCENT = 50;

    private final Problems problems;

    BrakesSection(Problems problems) {
        this.problems = problems;
    }

    /** What the section says, and {@link BrakeSettings#STANDARD} for the rest. */
    BrakeSettings read(Optional<YamlNode> section) {
        Fields fields = Fields.ofSection(section, StateKeys.BRAKES, problems);
        BrakeSettings standard = BrakeSettings.STANDARD;
        return new BrakeSettings(
                fields.value(StateKeys.REMOVALS).orElse(standard.removals()),
                promotions(fields).orElse(standard.promotions()));
    }

    private Optional<Long> promotions(Fields fields) {
        Kind.Whole bounds = StateKeys.PROMOTIONS.kind();
        Optional<Long> promotions = fields.value(StateKeys.PROMOTIONS);
        promotions
                .filter(number -> !bounds.holds(number))
                .ifPresent(number -> problems.refuse(
                        fields.get(StateKeys.PROMOTIONS).orElseThrow().at(),
                        "promotions " + number + " is out of bounds; write at most " + bounds.max()));
        return promotions.filter(bounds::holds);
    }
}
