package org.hubwarden.plan;

import java.util.List;
import org.hubwarden.ledger.Stakes;

/**
 * Something that waits until a person says that it is meant.
 *
 * @param stakes what they would say yes to
 * @param reasons why it waits: clauses that go after "the state file would"
 * @param waiting what is not carried out meanwhile, in the order of carrying out
 */
public record Hold(Stakes stakes, List<String> reasons, List<Change> waiting) {

    /** So many digits of a digest are typed: nobody types all 64, and a handful could be another's. */
    public static final int SHORTEST = 12;

    public Hold {
        reasons = List.copyOf(reasons);
        waiting = List.copyOf(waiting);
    }

    /** The exact line to type. */
    public String command() {
        return "hubwarden approve " + stakes.digest().substring(0, SHORTEST);
    }

    /** What is held, why, and both ways out. */
    public String sentence() {
        return sentence("");
    }

    /** The same where more has to be typed, such as {@code --root}. */
    public String sentence(String options) {
        return "the state file would " + String.join(", and ", reasons)
                + "; until somebody says that this is meant, only what takes rights is carried out: type " + command()
                + options + ", or mend the state file";
    }
}
