package org.hubwarden.desired;

import java.util.List;

/** A part of the file as it is written, with its place. Scalars are raw text: nothing is taken for a number or a date. */
sealed interface YamlNode {

    /** Where it begins. */
    Position at();

    /** What it is, as a sentence names it. */
    String kind();

    /**
     * Text.
     *
     * @param plain whether it stands without quotes and not as a text block
     */
    record Scalar(Position at, String text, boolean plain) implements YamlNode {
        @Override
        public String kind() {
            return isNothing() ? "empty" : "a text";
        }

        /** Whether YAML reads a value written so as "no value". A name written so is a name. */
        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** A list. */
    record Sequence(Position at, List<YamlNode> entries) implements YamlNode {
        public Sequence {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map, without duplicate keys. */
    record Mapping(Position at, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, YamlNode value) {}

    /** What was refused while reading, and told: nothing more needs to be said about it. */
    record Refused(Position at) implements YamlNode {
        @Override
        public String kind() {
            return "something refused";
        }
    }
}
