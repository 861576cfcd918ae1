package org.hubwarden.desired;

import java.util.Optional;
import org.hubwarden.model.Naming;

/** The section {@code hub}. */
final class HubSection {

    private final Problems problems;

    HubSection(Problems problems) {
        this.problems = problems;
    }

    /** How names are made; as documented when the section does not say. */
    Naming read(Optional<YamlNode> section) {
        return Fields.ofSection(section, StateKeys.HUB, problems)
                .value(StateKeys.NAMING)
                .orElse(Naming.DOCUMENTED);
    }
}
