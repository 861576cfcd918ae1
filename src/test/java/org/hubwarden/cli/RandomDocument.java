package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hubwarden.desired.Key;
import org.hubwarden.desired.KeySet;
import org.hubwarden.desired.Kind;
import org.hubwarden.desired.StateKeys;
import org.jspecify.annotations.Nullable;

/**
 * State files as JSON, which is YAML too, by seed: every key with values that are good, nearly good, or of another kind
 * altogether. Made from the keys, so that a new key is in them without a word here.
 */
final class RandomDocument {

    private static final List<String> NAMES =
            List.of("alice", "bob", "0", "007", "a.b_c@d+e-f", "x".repeat(32), "x".repeat(255), "null", "true");
    private static final List<String> BAD_NAMES =
            List.of("Alice", "", " ", "a b", "_a", "a/b", "-a", ".", "\u00e9", "x".repeat(256), "a\u0000");
    private static final List<String> PATHS = List.of("/home", "/srv/a.b", "/...", "/usr/bin/zsh", "/etc/skel");
    private static final List<Object> LIMITS =
            List.of("4G", "512M", "0.5", "64", "unlimited", 64L, 2L, 1.5, "30d", "0d", "5m", "24h", "It's over", 0L);
    private static final List<String> DAYS =
            List.of("2027-01-31", "2028-02-29", "2026-12-24T18:00:00Z", "2026-12-24T18:00+01:00");
    private static final List<String> NO_DAYS = List.of(
            "2027-02-29", "2027-1-31", "31.01.2027", "1999-12-31", "2026-12-24T18:00:00", "2026-12-24 18:00:00Z");
    private static final List<String> BAD_TEXTS = List.of(
            "", "x", "/", "/a/", "/a/../b", "a:b", "/a b", "0", "07", "1", "0755", "tlhj", "/" + "x".repeat(255));

    /** One in so many values is not as it should be. */
    private final int oddity;

    private final Random random;

    RandomDocument(Random random) {
        this.random = random;
        this.oddity = random.nextBoolean() ? 60 : 8;
    }

    String next() {
        StringBuilder text = new StringBuilder();
        Map<String, @Nullable Object> map = map(StateKeys.document());
        append(text, map);
        return text.append('\n').toString();
    }

    private boolean oddly() {
        return random.nextInt(oddity) == 0;
    }

    private Map<String, @Nullable Object> map(KeySet set) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        List<Key<?>> keys = new ArrayList<>(set.keys());
        Collections.shuffle(keys, random);
        boolean all = set.together().isPresent() && random.nextBoolean();
        for (Key<?> key : keys) {
            boolean there = key.missing().isPresent() ? !oddly() : all || random.nextInt(3) > 0;
            if (there && !(set.together().isPresent() && !all && !oddly())) {
                map.put(key.name(), oddly() ? anything() : value(key.kind()));
            }
        }
        if (oddly()) {
            map.put(pick(List.of("users", "adpot", "limits", "brakes", "x", "version ")), anything());
        }
        return map;
    }

    private @Nullable Object value(Kind kind) {
        if (kind instanceof Kind.Section section) {
            return random.nextInt(8) == 0 ? null : map(section.keys());
        }
        if (kind instanceof Kind.Named named) {
            return random.nextBoolean() ? names() : named(named.settings());
        }
        if (kind instanceof Kind.CommandLine) {
            List<@Nullable Object> words = names();
            words.add(0, oddly() ? anything() : pick(PATHS));
            return words;
        }
        boolean namesDevices = kind instanceof Kind.Listed listed
                && listed.names().shape().matcher("/dev/fuse").matches();
        if (namesDevices && !oddly()) {
            return new ArrayList<@Nullable Object>(List.of("/dev/fuse", "char-nvidia*"));
        }
        return kind instanceof Kind.Listed ? names() : single(kind);
    }

    private Map<String, @Nullable Object> named(KeySet settings) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Object name : names()) {
            Object given = random.nextBoolean() ? null : map(settings);
            map.put(String.valueOf(name), oddly() ? anything() : given);
        }
        return map;
    }

    private List<@Nullable Object> names() {
        List<@Nullable Object> names = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.add(oddly() ? random.nextBoolean() ? anything() : pick(BAD_NAMES) : pick(NAMES));
        }
        return names;
    }

    private Object single(Kind kind) {
        if (kind instanceof Kind.Truth) {
            return random.nextBoolean();
        }
        if (kind instanceof Kind.Whole whole) {
            return pick(List.of(whole.min(), whole.max(), whole.min() + random.nextInt(100_000)));
        }
        if (kind instanceof Kind.Amount amount) {
            return pick(List.of(0L, amount.most(), "1%", amount.mostPercent() + "%"));
        }
        if (kind instanceof Kind.Exactly exactly) {
            return exactly.number();
        }
        if (kind instanceof Kind.Word<?> word) {
            return pick(List.copyOf(word.words().keySet()));
        }
        boolean isDate = kind instanceof Kind.Shaped<?> shaped
                && shaped.shape().matcher(DAYS.get(0)).matches();
        if (isDate && !oddly()) {
            return pick(random.nextInt(6) == 0 ? NO_DAYS : DAYS);
        }
        List<Object> limits = LIMITS.stream()
                .filter(limit -> kind instanceof Kind.Shaped<?> shaped
                        && shaped.shape().matcher(limit.toString()).matches())
                .toList();
        if (!limits.isEmpty() && !oddly()) {
            return pick(limits);
        }
        return pick(random.nextInt(4) == 0 ? BAD_TEXTS : PATHS);
    }

    private @Nullable Object anything() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(3) - 1L;
            case 3 -> pick(List.of(99L, 100L, 2_147_483_647L, 2_147_483_648L, 750L, 755L, 99_999_999_999L));
            case 4 -> 1.5;
            case 5 -> List.of();
            case 6 -> Map.of();
            case 7 -> new ArrayList<>(List.of(pick(BAD_TEXTS)));
            case 8 -> new LinkedHashMap<>(Map.of("adopt", pick(List.of(true, "true", 1L))));
            default -> pick(random.nextBoolean() ? BAD_TEXTS : PATHS);
        };
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            appendAll(text, '{', new ArrayList<>(map.entrySet()), '}');
        } else if (value instanceof List<?> list) {
            appendAll(text, '[', list, ']');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            append(text, entry.getKey());
            append(text.append(": "), entry.getValue());
        } else if (value instanceof String string) {
            text.append('"').append(escaped(string)).append('"');
        } else {
            text.append(value);
        }
    }

    private static void appendAll(StringBuilder text, char open, List<?> values, char close) {
        String separator = "";
        text.append(open);
        for (Object value : values) {
            append(text.append(separator), value);
            separator = ", ";
        }
        text.append(close);
    }

    private static String escaped(String string) {
        StringBuilder escaped = new StringBuilder();
        string.chars().forEach(c -> escaped.append(c < ' ' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
        return escaped.toString();
    }
}
