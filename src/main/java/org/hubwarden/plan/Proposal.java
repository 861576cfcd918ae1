package org.hubwarden.plan;

import org.hubwarden.observed.NssAnswer;

/**
 * A plan made before the name service was asked, and what it must be asked.
 *
 * @param plan as if the name service had nothing beyond the account files
 */
public record Proposal(Plan plan, Questions questions) {

    /** Whether the plan is right as it is, given the answer: nothing was to be asked, or all of it is nobody's. */
    public boolean isRightFor(NssAnswer answer) {
        if (answer instanceof NssAnswer.Answer all) {
            return all.names().containsAll(questions.names())
                    && all.ids().containsAll(questions.ids())
                    && all.takenNames().isEmpty()
                    && all.takenIds().isEmpty();
        }
        return answer instanceof NssAnswer.FilesOnly;
    }
}
