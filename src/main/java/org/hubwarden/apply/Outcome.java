package org.hubwarden.apply;

import org.hubwarden.plan.Change;

/** What became of one change. */
public sealed interface Outcome {

    /** The change it is about. */
    Change change();

    /** It was carried out, durably. */
    record Done(Change change) implements Outcome {}

    /**
     * The machine refused it; the next pass tries again.
     *
     * @param why a sentence that says what to do
     */
    record Failed(Change change, String why) implements Outcome {}
}
