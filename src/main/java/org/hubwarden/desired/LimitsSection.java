package org.hubwarden.desired;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.hubwarden.desired.Kind.Shaped;
import org.hubwarden.model.Limits;

/** A map with limits, wherever one may stand. */
final class LimitsSection {

    private static final String UNLIMITED = "unlimited";
    private static final Pattern SIZE =
            Pattern.compile("unlimited|(1[6-9]|[2-9][0-9]|[1-9][0-9]{2,6})M|[1-9][0-9]{0,5}[GT]");
    private static final Pattern PROCESSORS = Pattern.compile("unlimited|(?=.*[1-9])[0-9]{1,4}(\\.[0-9]{1,2})?");
    private static final Pattern NUMBER = Pattern.compile("unlimited|[1-9][0-9]{1,6}");
    private static final int LONGEST = 12;

    private LimitsSection() {}

    /** Bytes. */
    static Shaped<Long> memory() {
        return new Shaped<>(
                SIZE,
                LONGEST,
                "a size such as 512M or 4G, of at least 16M, or unlimited",
                text -> unlimited(text).or(() -> bytes(text)));
    }

    /** Thousandths of a processor. */
    static Shaped<Long> processors() {
        return new Shaped<>(
                PROCESSORS,
                LONGEST,
                "a number of processors such as 2 or 0.5, or unlimited",
                text -> unlimited(text).or(() -> thousandths(text)));
    }

    /** Processes and threads. */
    static Shaped<Long> tasks() {
        return new Shaped<>(
                NUMBER,
                LONGEST,
                "a number of tasks such as 512, at least 10, or unlimited",
                text -> unlimited(text).or(() -> Optional.of(Long.valueOf(text))));
    }

    /** What the section says. */
    static Limits read(Optional<YamlNode> section, Problems problems) {
        Fields fields = Fields.ofSection(section, StateKeys.LIMITS, problems);
        return new Limits(
                optional(fields.value(StateKeys.MEMORY)),
                optional(fields.value(StateKeys.CPU)),
                optional(fields.value(StateKeys.TASKS)));
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static Optional<Long> unlimited(String text) {
        return text.equals(UNLIMITED) ? Optional.of(Limits.UNLIMITED) : Optional.empty();
    }

    private static Optional<Long> bytes(String text) {
        int last = text.length() - 1;
        long number = Long.parseLong(text.substring(0, last));
        int shift = 10 * ("KMGT".indexOf(text.charAt(last)) + 1);
        return Optional.of(number << shift);
    }

    private static Optional<Long> thousandths(String text) {
        String[] parts = text.split("\\.", -1);
        String fraction = parts.length == 1 ? "" : parts[1];
        long thousandths = Long.parseLong(parts[0]) * 1000 + Long.parseLong((fraction + "000").substring(0, 3));
        return Optional.of(thousandths);
    }
}
