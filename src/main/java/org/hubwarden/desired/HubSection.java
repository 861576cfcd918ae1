package org.hubwarden.desired;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Naming;

/** The section {@code hub}. */
final class HubSection {

    private static final KeySet KEYS = new KeySet(
            "hub",
            List.of("naming"),
            List.of("spawner", "user", "command", "devices", "slice_limits", "sudo_in_server"));

    private final Problems problems;

    HubSection(Problems problems) {
        this.problems = problems;
    }

    /** How names are made; as documented when the section does not say. */
    Naming read(Optional<YamlNode> section) {
        return Fields.ofSection(section, KEYS, problems)
                .get("naming")
                .flatMap(n -> new Scalars(problems).read(n, "naming", "documented or tljh", t -> naming(t.text())))
                .orElse(Naming.DOCUMENTED);
    }

    private static Optional<Naming> naming(String word) {
        return switch (word) {
            case "documented" -> Optional.of(Naming.DOCUMENTED);
            case "tljh" -> Optional.of(Naming.TLJH);
            default -> Optional.empty();
        };
    }
}
