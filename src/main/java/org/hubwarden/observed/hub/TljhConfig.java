package org.hubwarden.observed.hub;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What TLJH's {@code config.yaml} says of people, as its documents describe it.
 *
 * @param path where it was read
 * @param allowed empty where the key is missing or has no names, which lets everybody in
 * @param groups people by group, in addition to their own
 * @param memory as written; empty where nothing limits it
 * @param cpu the same
 * @param https whether the key that switches HTTPS on says so
 * @param faults what was not understood, with its place, for people
 */
public record TljhConfig(
        String path,
        List<Named> allowed,
        List<Named> admins,
        List<Named> banned,
        SortedMap<String, List<Named>> groups,
        Optional<Named> memory,
        Optional<Named> cpu,
        boolean https,
        List<String> faults) {

    private static final int MOST_ALIASES = 50;

    public TljhConfig {
        allowed = List.copyOf(allowed);
        admins = List.copyOf(admins);
        banned = List.copyOf(banned);
        groups = new TreeMap<>(groups);
        faults = List.copyOf(faults);
    }

    /**
     * A word of the file.
     *
     * @param text as written, never as a number or a truth value
     * @param line from 1
     */
    public record Named(String text, int line) {}

    /** Reads a file. One that is no YAML says nothing but that. */
    public static TljhConfig parse(String path, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            Optional<Node> root = Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
            return new Reader(path).config(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            return nothing(path, path + ":" + line + ": not YAML, so nothing in it was read");
        } catch (YAMLException | NumberFormatException e) {
            return nothing(path, path + ": not YAML, so nothing in it was read");
        }
    }

    private static TljhConfig nothing(String path, String fault) {
        return new TljhConfig(
                path,
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(fault));
    }

    /** Whether somebody of that name gets in: nobody who is banned, and where names are allowed, or admins, nobody else. */
    public boolean letsIn(String name) {
        return !has(banned, name) && (allowed.isEmpty() || has(allowed, name) || has(admins, name));
    }

    private static boolean has(List<Named> names, String name) {
        return names.stream().anyMatch(named -> named.text().equals(name));
    }

    /** A word's place, for people. */
    public String at(Named word) {
        return path + ":" + word.line();
    }

    private static final class Reader {

        private final String path;
        private final List<String> faults = new ArrayList<>();

        Reader(String path) {
            this.path = path;
        }

        TljhConfig config(Optional<Node> root) {
            Optional<Node> users = root.flatMap(r -> at(r, "users"));
            Optional<Node> limits = root.flatMap(r -> at(r, "limits"));
            Optional<Node> https = root.flatMap(r -> at(r, "https")).flatMap(h -> at(h, "enabled"));
            return new TljhConfig(
                    path,
                    names(users, "allowed"),
                    names(users, "admin"),
                    names(users, "banned"),
                    groups(users.flatMap(u -> at(u, "extra_user_groups"))),
                    limit(limits, "memory"),
                    limit(limits, "cpu"),
                    https.flatMap(Reader::word)
                            .filter(w -> w.text().equalsIgnoreCase("true"))
                            .isPresent(),
                    faults);
        }

        private SortedMap<String, List<Named>> groups(Optional<Node> section) {
            SortedMap<String, List<Named>> groups = new TreeMap<>();
            if (section.isPresent() && section.get() instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    word(entry.getKeyNode())
                            .ifPresent(name -> groups.put(
                                    name.text(),
                                    names(entry.getValueNode(), "users.extra_user_groups." + name.text())));
                }
            }
            return groups;
        }

        private List<Named> names(Optional<Node> section, String key) {
            return section.flatMap(s -> at(s, key))
                    .map(node -> names(node, "users." + key))
                    .orElse(List.of());
        }

        /** A list, or one name by itself. */
        private List<Named> names(Node node, String key) {
            List<Named> names = new ArrayList<>();
            if (node instanceof SequenceNode list) {
                for (Node element : list.getValue()) {
                    word(element)
                            .ifPresentOrElse(
                                    names::add, () -> fault(element, key + " holds something else than a name"));
                }
            } else {
                word(node).ifPresentOrElse(names::add, () -> {
                    if (!isNothing(node)) {
                        fault(node, key + " is no list of names");
                    }
                });
            }
            return names;
        }

        private Optional<Named> limit(Optional<Node> section, String key) {
            return section.flatMap(s -> at(s, key))
                    .flatMap(Reader::word)
                    .filter(word -> !word.text().equals("None"));
        }

        private void fault(Node node, String what) {
            faults.add(path + ":" + line(node) + ": " + what + "; it was passed over");
        }

        private static Optional<Node> at(Node node, String key) {
            Optional<Node> found = Optional.empty();
            if (node instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode name
                            && name.getValue().equals(key)) {
                        found = Optional.of(entry.getValueNode());
                    }
                }
            }
            return found;
        }

        private static Optional<Named> word(Node node) {
            return node instanceof ScalarNode scalar && !isNothing(node)
                    ? Optional.of(new Named(scalar.getValue(), line(node)))
                    : Optional.empty();
        }

        private static boolean isNothing(Node node) {
            return node.getTag().equals(org.yaml.snakeyaml.nodes.Tag.NULL);
        }

        private static int line(Node node) {
            return node.getStartMark().getLine() + 1;
        }
    }
}
