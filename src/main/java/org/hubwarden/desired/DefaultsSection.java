package org.hubwarden.desired;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.HomeMode;

/** The section {@code defaults}. */
final class DefaultsSection {

    private static final KeySet KEYS =
            new KeySet("defaults", List.of("shell", "home", "home_mode", "skeleton"), List.of("limits"));

    private static final String HOME_MODES = "0700, 0710, 0750 or 0770";

    private final Problems problems;
    private final Scalars scalars;

    DefaultsSection(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** What the section says, and {@link Defaults#STANDARD} for the rest. */
    Defaults read(Optional<YamlNode> section) {
        Fields fields = Fields.ofSection(section, KEYS, problems);
        Defaults standard = Defaults.STANDARD;
        String home = fields.get("home").flatMap(this::home).orElse(standard.home());
        return new Defaults(
                fields.get("shell").flatMap(n -> path(n, "shell")).orElse(standard.shell()),
                home,
                fields.get("home_mode").flatMap(this::mode).orElse(standard.homeMode()),
                fields.get("skeleton").flatMap(n -> skeleton(n, home)).orElse(standard.skeleton()));
    }

    private Optional<String> path(YamlNode node, String name) {
        return scalars.read(node, name, DirectoryPath.SAFE, t -> DirectoryPath.safe(t.text()));
    }

    private Optional<HomeMode> mode(YamlNode node) {
        return scalars.read(node, "home_mode", HOME_MODES, t -> HomeMode.parse(t.text()));
    }

    private Optional<String> home(YamlNode node) {
        Optional<String> path = path(node, "home");
        path.filter(DirectoryPath::belongsToSystem)
                .ifPresent(p -> problems.refuse(
                        node.at(), "home " + p + " belongs to the system; write a directory for homes, such as /home"));
        return path;
    }

    private Optional<String> skeleton(YamlNode node, String home) {
        Optional<String> path = path(node, "skeleton");
        path.filter(p -> DirectoryPath.isTopOfSystem(p) || (home + "/").startsWith(p + "/"))
                .ifPresent(p -> problems.refuse(
                        node.at(),
                        "skeleton " + p + " would copy far too much into every home; write a directory made for it,"
                                + " such as /etc/skel"));
        return path;
    }
}
