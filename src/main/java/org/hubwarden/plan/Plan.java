package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.ledger.Ledger;

/**
 * What is to be done, completely: carrying it out leaves nothing to decide.
 *
 * @param changes in the order in which they are carried out
 * @param findings what is left to people
 * @param refusal why none of the changes may be carried out; a sentence that says what to do
 * @param before the ledger to write before the first change
 * @param after the ledger to write after the last
 */
public record Plan(
        List<Change> changes, List<Finding> findings, Optional<String> refusal, Ledger before, Ledger after) {

    public Plan {
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
    }

    /** Whether the machine is as the state file says: nothing to do, whatever there is to look at. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The same plan with one more thing for people to look at. */
    public Plan noting(Finding finding) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(finding);
        return new Plan(changes, more, refusal, before, after);
    }

    /** The changes of one sort, in order. */
    public <C extends Change> List<C> changes(Class<C> sort) {
        return changes.stream().filter(sort::isInstance).map(sort::cast).toList();
    }
}
