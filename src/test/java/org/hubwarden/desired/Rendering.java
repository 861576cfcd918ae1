package org.hubwarden.desired;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.hubwarden.model.Naming;

/** Writes a state as one of the many files that mean it: order, lists or maps, block or flow, quotes, by chance. */
final class Rendering {

    private record Item(String name, List<String> settings) {}

    private final Random random;

    Rendering(Random random) {
        this.random = random;
    }

    String of(DesiredState state) {
        List<String> sections = new ArrayList<>(List.of("version: 1\n"));
        addPeople(state, sections);
        addGroups(state, sections);
        addRest(state, sections);
        Collections.shuffle(sections, random);
        String text = String.join(random.nextBoolean() ? "" : "\n# a remark: {with} [signs]\n", sections);
        String whole = (random.nextInt(4) == 0 ? "---\n" : "") + text;
        return (random.nextInt(8) == 0 ? "\ufeff" : "")
                + (random.nextInt(4) == 0 ? whole.replace("\n", "\r\n") : whole);
    }

    /** Settings of an admin stand in either section; an admin may be listed under users as well, or not. */
    private void addPeople(DesiredState state, List<String> sections) {
        List<Item> users = new ArrayList<>();
        List<Item> admins = new ArrayList<>();
        for (DesiredUser user : state.users().values()) {
            List<String> settings = settings(user);
            boolean underUsers = !user.admin() || user.until().isPresent() || random.nextBoolean();
            if (user.admin()) {
                admins.add(item(user, underUsers ? List.of() : settings, user.adminUntil()));
            }
            if (underUsers) {
                users.add(item(user, settings, user.until()));
            } else if (random.nextBoolean()) {
                users.add(item(user, List.of(), Optional.empty()));
            }
        }
        sections.add(section("users", users));
        if (!admins.isEmpty() || random.nextBoolean()) {
            sections.add(section("admins", admins));
        }
    }

    private Item item(DesiredUser user, List<String> settings, Optional<Until> until) {
        List<String> all = new ArrayList<>(settings);
        until.ifPresent(end -> all.add(random.nextInt(all.size() + 1), "until: " + quoted(end.toString())));
        return new Item(user.name().value(), all);
    }

    private List<String> settings(DesiredUser user) {
        List<String> settings = new ArrayList<>();
        if (user.adopt() || random.nextInt(5) == 0) {
            settings.add("adopt: " + user.adopt());
        }
        if (!user.groups().isEmpty() || random.nextInt(5) == 0) {
            settings.add(user.groups().stream()
                    .map(g -> quoted(g.value()))
                    .collect(Collectors.joining(", ", "groups: [", "]")));
        }
        Collections.shuffle(settings, random);
        return settings;
    }

    private void addGroups(DesiredState state, List<String> sections) {
        List<Item> groups = state.groups().values().stream()
                .map(g -> new Item(g.name().value(), g.adopt() ? List.of("adopt: true") : List.of()))
                .toList();
        if (!groups.isEmpty() || random.nextBoolean()) {
            sections.add(section("groups", groups));
        }
    }

    private void addRest(DesiredState state, List<String> sections) {
        Defaults d = state.defaults();
        if (!d.equals(Defaults.STANDARD) || random.nextBoolean()) {
            List<String> fields = new ArrayList<>(List.of(
                    "shell: " + quoted(d.shell()),
                    "home: " + quoted(d.home()),
                    "home_mode: " + quoted(d.homeMode().octal()),
                    "skeleton: " + quoted(d.skeleton())));
            Collections.shuffle(fields, random);
            sections.add(map("defaults", fields));
        }
        BrakeSettings brakes = state.brakes();
        if (!brakes.equals(BrakeSettings.STANDARD) || random.nextBoolean()) {
            sections.add(
                    map("brakes", List.of("promotions: " + brakes.promotions(), "removals: " + brakes.removals())));
        }
        Offboarding leaving = state.offboarding();
        if (!leaving.equals(Offboarding.STANDARD) || random.nextBoolean()) {
            List<String> fields = new ArrayList<>(List.of(
                    "archive_after: " + leaving.archiveAfter() + "d",
                    "grace: " + leaving.grace().toSeconds() + "s"));
            leaving.message().ifPresent(text -> fields.add("message: '" + text + "'"));
            sections.add(map("offboarding", fields));
        }
        state.ids().ifPresent(ids -> sections.add(map("ids", List.of("max: " + ids.max(), "min: " + ids.min()))));
        if (state.clock() == ClockBelief.AS_IT_IS || random.nextBoolean()) {
            sections.add(
                    "clock: " + quoted(state.clock() == ClockBelief.AS_IT_IS ? "as_it_is" : "synchronised") + "\n");
        }
        List<String> hub = new ArrayList<>();
        if (state.naming() == Naming.TLJH || random.nextBoolean()) {
            hub.add("naming: " + quoted(state.naming() == Naming.TLJH ? "tljh" : "documented"));
        }
        if (!state.hub().equals(Hub.STANDARD) || random.nextBoolean()) {
            hub.add("user: " + quoted(state.hub().user()));
        }
        if (state.hub().onDemand() || random.nextBoolean()) {
            sections.add("accounts: " + quoted(state.hub().onDemand() ? "on_demand" : "at_once") + "\n");
        }
        if (!hub.isEmpty()) {
            sections.add(map("hub", hub));
        }
    }

    private String map(String key, List<String> fields) {
        return random.nextBoolean()
                ? key + ": {" + String.join(", ", fields) + "}\n"
                : key + ":\n  " + String.join("\n  ", fields) + "\n";
    }

    private String section(String key, List<Item> items) {
        List<Item> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        boolean list = shuffled.stream().allMatch(i -> i.settings().isEmpty()) && random.nextBoolean();
        boolean flow = shuffled.isEmpty() || random.nextInt(3) == 0;
        List<String> entries = shuffled.stream()
                .map(i -> list ? quoted(i.name()) : entry(i, flow))
                .toList();
        if (flow) {
            String brackets = list ? "[]" : "{}";
            return key + ": " + brackets.charAt(0) + String.join(", ", entries) + brackets.charAt(1) + "\n";
        }
        String indent = list ? "  - " : "    ";
        return key + ":\n" + indent + String.join("\n" + indent, entries) + "\n";
    }

    private String entry(Item item, boolean flow) {
        String name = quoted(item.name()) + ":";
        if (item.settings().isEmpty()) {
            return name + new String[] {"", " null", " ~", " {}"}[random.nextInt(4)];
        }
        return flow || random.nextBoolean()
                ? name + " {" + String.join(", ", item.settings()) + "}"
                : name + "\n        " + String.join("\n        ", item.settings());
    }

    private String quoted(String text) {
        int longestKeyEscaped = 150; // YAML takes keys of at most 1024 characters as they are written
        return switch (random.nextInt(text.length() > longestKeyEscaped ? 2 : 6)) {
            case 0 -> "'" + text + "'";
            case 1 -> '"' + text + '"';
            case 2 -> text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
            default -> text;
        };
    }
}
