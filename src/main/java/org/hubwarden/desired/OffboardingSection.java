package org.hubwarden.desired;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The section {@code offboarding}. */
final class OffboardingSection {

    private static final Duration LONGEST_GRACE = Duration.ofHours(24);
    private static final long MOST_DAYS = 3650;
    private static final int LONGEST_MESSAGE = 200;

    private OffboardingSection() {}

    /** What the section says, and {@link Offboarding#STANDARD} for the rest. */
    static Offboarding read(Optional<YamlNode> section, Problems problems) {
        Fields fields = Fields.ofSection(section, StateKeys.OFFBOARDING, problems);
        Offboarding standard = Offboarding.STANDARD;
        return new Offboarding(
                fields.value(StateKeys.ARCHIVE_AFTER).orElse(standard.archiveAfter()),
                fields.value(StateKeys.GRACE).orElse(standard.grace()),
                fields.value(StateKeys.MESSAGE));
    }

    static Kind.Shaped<Long> days() {
        return new Kind.Shaped<>(
                Pattern.compile("(0|[1-9][0-9]{0,3})d"),
                5,
                "a number of days from 0d to " + MOST_DAYS + "d, such as 30d",
                text -> Optional.of(number(text)).filter(days -> days <= MOST_DAYS));
    }

    static Kind.Shaped<Duration> time() {
        return new Kind.Shaped<>(
                Pattern.compile("0|(0|[1-9][0-9]{0,4})[smh]"),
                6,
                "0 or a time up to 24h, in seconds, minutes or hours, such as 5m",
                text -> Optional.of(time(text)).filter(time -> time.compareTo(LONGEST_GRACE) <= 0));
    }

    static Kind.Shaped<String> message() {
        return new Kind.Shaped<>(
                Pattern.compile("[^\\x00-\\x40\\x7f][^\\x00-\\x1f\\x7f]*"),
                LONGEST_MESSAGE,
                "one line that begins with a letter, of at most " + LONGEST_MESSAGE + " characters",
                Optional::of);
    }

    private static long number(String text) {
        return Long.parseLong(text.substring(0, text.length() - 1));
    }

    private static Duration time(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number(text));
            case 'm' -> Duration.ofMinutes(number(text));
            default -> Duration.ofHours(number(text));
        };
    }
}
