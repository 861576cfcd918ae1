package org.hubwarden.desired;

import java.util.Optional;
import java.util.SortedMap;
import org.hubwarden.desired.YamlNode.Entry;
import org.hubwarden.desired.YamlNode.Mapping;
import org.hubwarden.desired.YamlNode.Refused;
import org.hubwarden.desired.YamlNode.Scalar;
import org.hubwarden.model.HubName;

/** The whole file: which sections there are, and that the version is one we know. */
final class StateDocument {

    private static final String VERSION = Long.toString(StateKeys.FORMAT);

    private final Problems problems;

    StateDocument(Problems problems) {
        this.problems = problems;
    }

    /** What the tree asks for. Worth nothing when there are problems; empty when not even the root is right. */
    Optional<DesiredState> read(YamlNode root) {
        if (root instanceof Mapping map) {
            return isOfOtherVersion(map) ? Optional.empty() : Optional.of(sections(map));
        }
        boolean nothing = root instanceof Scalar text && text.isNothing();
        if (nothing) {
            refuseEmpty(problems);
        } else if (!(root instanceof Refused)) {
            problems.refuse(
                    root.at(), "the file is " + root.kind() + " and not a map; begin it with version: 1 and users:");
        }
        return Optional.empty();
    }

    static void refuseEmpty(Problems problems) {
        problems.refuse(
                Position.WHOLE_FILE, "the file is empty; write version: 1 and users:, with users: [] for nobody");
    }

    /** A file for another version is not searched for mistakes by the rules of this one. */
    private boolean isOfOtherVersion(Mapping map) {
        for (Entry entry : map.entries()) {
            if (entry.key().text().equals(StateKeys.VERSION.name())
                    && entry.value() instanceof Scalar v
                    && isOtherNumber(v)) {
                problems.refuse(
                        v.at(),
                        "version " + v.text() + " is not known to this version of hubwarden; write version: "
                                + VERSION);
                return true;
            }
        }
        return false;
    }

    private static boolean isOtherNumber(Scalar version) {
        return version.plain()
                && version.text().matches("[0-9]{1,9}")
                && !version.text().equals(VERSION);
    }

    private DesiredState sections(Mapping map) {
        Fields fields = Fields.of(map, StateKeys.document(), problems);
        fields.value(StateKeys.VERSION);
        DeclaredGroups groups = new GroupsSection(problems).read(fields.get(StateKeys.GROUPS));
        UsersSection people = new UsersSection(groups, problems);
        SortedMap<HubName, DesiredUser> users = people.read(fields.get(StateKeys.USERS), fields.get(StateKeys.ADMINS));
        DefaultsSection defaults = new DefaultsSection(problems, fields.get(StateKeys.DEFAULTS_SECTION));
        HubSection hub = HubSection.read(fields.get(StateKeys.HUB_SECTION), defaults.limits(), problems);
        return new DesiredState(
                users,
                groups.good(),
                defaults.read(),
                new IdsSection(problems).read(fields.get(StateKeys.IDS_SECTION)),
                hub.naming(),
                hub.servers().with(groups.limits(), people.servers()),
                new BrakesSection(problems).read(fields.get(StateKeys.BRAKES_SECTION)),
                fields.value(StateKeys.CLOCK).orElse(ClockBelief.SYNCHRONISED),
                hub.hub().with(fields.value(StateKeys.ACCOUNTS).orElse(false)),
                OffboardingSection.read(fields.get(StateKeys.OFFBOARDING_SECTION), problems));
    }
}
