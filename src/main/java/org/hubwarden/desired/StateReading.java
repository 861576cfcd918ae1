package org.hubwarden.desired;

import java.util.List;

/** What reading a state file came to. */
public sealed interface StateReading {

    /**
     * The file is good.
     *
     * @param warnings what is legal and yet probably not meant, for example a name listed twice
     */
    record Accepted(DesiredState state, List<Problem> warnings) implements StateReading {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The file is refused as a whole, and changes nobody.
     *
     * @param problems the first {@link #MOST_PRINTED}, in the order of the file; never empty
     * @param total how many there are in all
     */
    record Refused(List<Problem> problems, int total) implements StateReading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** So many problems are kept; the rest is only counted. */
    int MOST_PRINTED = 100;
}
