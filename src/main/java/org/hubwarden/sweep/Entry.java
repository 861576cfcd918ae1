package org.hubwarden.sweep;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing as it was found: a file, an account, a setting of the kernel.
 *
 * @param key what it is: an escaped absolute path, or {@code !kind/name} for what is no file
 * @param facts what was found of it, by name
 */
public record Entry(String key, SortedMap<String, String> facts) implements Comparable<Entry> {

    /** What keys of things that are no files begin with. */
    public static final String NO_FILE = "!";

    public Entry {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** Something that is no file. */
    public static Entry state(String kind, String name, Map<String, String> facts) {
        SortedMap<String, String> escaped = new TreeMap<>();
        facts.forEach((fact, value) -> escaped.put(fact, Escape.text(value)));
        return new Entry(NO_FILE + kind + "/" + Escape.text(name), escaped);
    }

    /** Something that is no file and has one value. */
    public static Entry state(String kind, String name, String value) {
        return state(kind, name, Map.of("value", value));
    }

    /** The same with one more fact, which is escaped here. */
    public Entry with(String fact, String value) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(fact, Escape.text(value));
        return new Entry(key, more);
    }

    /** Whether it is a file. */
    public boolean isFile() {
        return !key.startsWith(NO_FILE);
    }

    /** A fact, as it is written; empty text where there is none. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /** In the order in which a tree is walked: what is in a directory comes right after it. */
    @Override
    public int compareTo(Entry other) {
        return compare(key, other.key);
    }

    static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int i = 0; i < shorter; i++) {
            int difference = weight(one.charAt(i)) - weight(other.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return one.length() - other.length();
    }

    private static int weight(char c) {
        return c == '/' ? 0 : c;
    }
}
