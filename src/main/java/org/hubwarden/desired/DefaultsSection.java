package org.hubwarden.desired;

import java.util.Optional;
import org.hubwarden.model.Limits;

/** The section {@code defaults}. */
final class DefaultsSection {

    private final Problems problems;
    private final Fields fields;

    DefaultsSection(Problems problems, Optional<YamlNode> section) {
        this.problems = problems;
        this.fields = Fields.ofSection(section, StateKeys.DEFAULTS, problems);
    }

    /** Limits of each server. */
    Limits limits() {
        return LimitsSection.read(fields.get(StateKeys.DEFAULT_LIMITS), problems);
    }

    /** What the section says, and {@link Defaults#STANDARD} for the rest. */
    Defaults read() {
        Defaults standard = Defaults.STANDARD;
        String home = fields.value(StateKeys.HOME).orElse(standard.home());
        String skeleton = fields.value(StateKeys.SKELETON).orElse(standard.skeleton());
        fields.get(StateKeys.HOME).ifPresent(node -> checkHome(home, node));
        fields.get(StateKeys.SKELETON).ifPresent(node -> checkSkeleton(skeleton, home, node));
        return new Defaults(
                fields.value(StateKeys.SHELL).orElse(standard.shell()),
                home,
                fields.value(StateKeys.HOME_MODE).orElse(standard.homeMode()),
                skeleton);
    }

    private void checkHome(String home, YamlNode node) {
        if (DirectoryPath.belongsToSystem(home)) {
            problems.refuse(
                    node.at(), "home " + home + " belongs to the system; write a directory for homes, such as /home");
        }
    }

    private void checkSkeleton(String skeleton, String home, YamlNode node) {
        if (DirectoryPath.isTopOfSystem(skeleton) || (home + "/").startsWith(skeleton + "/")) {
            problems.refuse(
                    node.at(),
                    "skeleton " + skeleton + " would copy far too much into every home; write a directory made for it,"
                            + " such as /etc/skel");
        }
    }
}
