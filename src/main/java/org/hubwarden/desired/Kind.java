package org.hubwarden.desired;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a key of the state file may hold. The parser reads by it, and schema and manual are made from it. */
public sealed interface Kind {

    /** One value, from its raw text: YAML's own ideas of numbers and booleans play no part. */
    sealed interface Single<T> extends Kind {

        /** Ends the sentence "NAME must be", and says what to write. */
        String wanted();

        /**
         * The value; empty for a text that is not good.
         *
         * @param plain whether it stands without quotes
         */
        Optional<T> read(String text, boolean plain);
    }

    /** {@code true} or {@code false}, without quotes. */
    record Truth() implements Single<Boolean> {
        @Override
        public String wanted() {
            return "true or false, without quotes";
        }

        @Override
        public Optional<Boolean> read(String text, boolean plain) {
            boolean known = text.equals("true") || text.equals("false");
            return plain && known ? Optional.of(text.equals("true")) : Optional.empty();
        }
    }

    /**
     * A decimal number without sign, quotes and leading zeros. Whether it is in its bounds is for its section to say, in a
     * sentence that teaches more than "out of bounds".
     */
    record Whole(long min, long max) implements Single<Long> {
        private static final Pattern SHAPE = Pattern.compile("0|[1-9][0-9]{0,9}");

        @Override
        public String wanted() {
            return "a plain number such as 1000";
        }

        @Override
        public Optional<Long> read(String text, boolean plain) {
            return plain && SHAPE.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
        }

        boolean holds(long number) {
            return number >= min && number <= max;
        }
    }

    /**
     * A number of accounts, or a percentage of them.
     *
     * @param most the greatest number
     * @param mostPercent the greatest percentage
     */
    record Amount(long most, long mostPercent) implements Single<BrakeSettings.Removals> {
        private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

        /** How a percentage is written. */
        public static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?%");

        @Override
        public String wanted() {
            return "a percentage from 1% to " + mostPercent + "% or a number from 0 to " + most + ", such as 10% or 5";
        }

        @Override
        public Optional<BrakeSettings.Removals> read(String text, boolean plain) {
            boolean percent = PERCENT.matcher(text).matches();
            if (!percent && !(plain && NUMBER.matcher(text).matches())) {
                return Optional.empty();
            }
            long amount = Long.parseLong(text.replace("%", ""));
            return amount <= (percent ? mostPercent : most)
                    ? Optional.of(new BrakeSettings.Removals(amount, percent))
                    : Optional.empty();
        }
    }

    /** The one number that is good, without quotes. */
    record Exactly(long number) implements Single<Long> {
        @Override
        public String wanted() {
            return number + ", without quotes";
        }

        @Override
        public Optional<Long> read(String text, boolean plain) {
            return plain && text.equals(Long.toString(number)) ? Optional.of(number) : Optional.empty();
        }
    }

    /**
     * One of a few words.
     *
     * @param words what each means, in the order in which they are told
     */
    record Word<T>(Map<String, T> words) implements Single<T> {
        public Word {
            words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        }

        @Override
        public String wanted() {
            List<String> all = List.copyOf(words.keySet());
            int last = all.size() - 1;
            return String.join(", ", all.subList(0, last)) + " or " + all.get(last);
        }

        @Override
        public Optional<T> read(String text, boolean plain) {
            return Optional.ofNullable(words.get(text));
        }
    }

    /**
     * A text of a shape.
     *
     * @param shape what the whole text must match
     * @param longest in characters
     * @param reading from a text of that shape to its value; empty where the shape alone does not make it good
     */
    record Shaped<T>(Pattern shape, int longest, String wanted, Function<String, Optional<T>> reading)
            implements Single<T> {
        @Override
        public Optional<T> read(String text, boolean plain) {
            boolean good = text.length() <= longest && shape.matcher(text).matches();
            return good ? reading.apply(text) : Optional.empty();
        }
    }

    /** A map with a closed set of keys, which may also be left empty. */
    record Section(KeySet keys) implements Kind {}

    /** A list of names, or a map from names to settings; a name without settings stands alone before its colon. */
    record Named(Names names, KeySet settings) implements Kind {}

    /**
     * A list that is never empty: a program, and its arguments.
     *
     * @param program the shape of the first entry
     * @param arguments the shape of the others
     */
    record CommandLine(Names program, Names arguments) implements Kind {}

    /** A list of names. */
    record Listed(Names names) implements Kind {}

    /**
     * The shape of names. Which of them are good besides is for their section to say.
     *
     * @param shape what a whole name must match
     * @param longest in characters
     */
    record Names(Pattern shape, int longest) {}
}
