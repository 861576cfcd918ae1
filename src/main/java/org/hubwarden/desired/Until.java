package org.hubwarden.desired;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** When something ends by itself. */
public sealed interface Until {

    /** How one is written. That the day is in the calendar is for {@link #read} to say. */
    Pattern SHAPE = Pattern.compile("2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
            + "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9]))?");

    /** In characters. */
    int LONGEST = 25;

    /** What sentences say about {@link #SHAPE}. */
    String WANTED = "a day such as 2027-01-31, which counts to its end, or a moment with its zone such as"
            + " 2027-01-31T18:00:00Z or 2027-01-31T19:00:00+01:00";

    /** From a text of {@link #SHAPE}; empty for a day that no calendar has. */
    static Optional<Until> read(String text) {
        try {
            return Optional.of(
                    text.indexOf('T') < 0 ? new Day(LocalDate.parse(text)) : new Moment(OffsetDateTime.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The first moment at which it is over, on a machine in this zone. */
    Instant end(ZoneId zone);

    /**
     * The end of a day, where the machine is.
     *
     * @param day the last that counts
     */
    record Day(LocalDate day) implements Until {
        @Override
        public Instant end(ZoneId zone) {
            // A day may begin at one o'clock, where clocks are put forward at midnight.
            return day.plusDays(1).atStartOfDay(zone).toInstant();
        }

        @Override
        public String toString() {
            return day.toString();
        }
    }

    /** A moment, the same everywhere. */
    record Moment(OffsetDateTime moment) implements Until {
        @Override
        public Instant end(ZoneId zone) {
            return moment.toInstant();
        }

        @Override
        public String toString() {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
        }
    }
}
