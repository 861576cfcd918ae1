package org.hubwarden.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.TljhConfig;

/** TLJH's limits in the words of the state file. */
final class TljhLimits {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)([KMGTkmgt]?)");
    private static final Pattern PROCESSORS = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,6})?");
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1L << 20);
    private static final BigDecimal LEAST = BigDecimal.valueOf(16);
    private static final BigDecimal MOST = BigDecimal.valueOf(9_999_999);

    private TljhLimits() {}

    /** Those of the machine's TLJH, if it has one, wherever people are taken from. */
    static List<String> of(HubSight sight, Gathering gathering) {
        return sight.config().map(config -> lines(config, gathering)).orElse(List.of());
    }

    static List<String> lines(TljhConfig config, Gathering gathering) {
        List<String> lines = new ArrayList<>();
        config.memory()
                .ifPresent(word -> memory(word.text())
                        .ifPresentOrElse(
                                memory -> lines.add("memory: " + memory),
                                () -> gathering.leaveOut(
                                        "limits.memory " + word.text(), "is no size that hubwarden can keep")));
        config.cpu()
                .ifPresent(word -> processors(word.text())
                        .ifPresentOrElse(
                                cpu -> lines.add("cpu: " + cpu),
                                () -> gathering.leaveOut("limits.cpu " + word.text(), "is no number of processors")));
        return lines;
    }

    /** In mebibytes, or in gibibytes where it comes out even; rounded up, so that nobody gets less. */
    static Optional<String> memory(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = 10 * "KMGT".indexOf(matcher.group(2).toUpperCase(Locale.ROOT))
                + (matcher.group(2).isEmpty() ? 0 : 10);
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << shift));
        BigDecimal size = bytes.divide(MEBIBYTE, 0, RoundingMode.CEILING);
        if (size.compareTo(LEAST) < 0 || size.compareTo(MOST) > 0) {
            return Optional.empty();
        }
        long whole = size.longValueExact();
        return Optional.of(whole % 1024 == 0 ? whole / 1024 + "G" : whole + "M");
    }

    /** To a hundredth, downwards, as TLJH does. */
    static Optional<String> processors(String text) {
        if (!PROCESSORS.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal rounded = new BigDecimal(text).setScale(2, RoundingMode.DOWN).stripTrailingZeros();
        return rounded.signum() > 0 ? Optional.of(rounded.toPlainString()) : Optional.empty();
    }
}
