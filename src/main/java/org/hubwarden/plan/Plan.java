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
 * @param hold what more is asked for and waits for a person, and why
 * @param before the ledger to write before the first change
 * @param after the ledger to write after the last
 */
public record Plan(List<Change> changes, List<Finding> findings, Optional<Hold> hold, Ledger before, Ledger after) {

    public Plan {
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
    }

    /** The same plan, of a state file that asks for more. */
    Plan with(Hold more) {
        return new Plan(changes, findings, Optional.of(more), before, after);
    }

    /** Whether there is nothing to do, whatever waits and whatever there is to look at. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The same plan with one more thing for people to look at. */
    public Plan noting(Finding finding) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(finding);
        return new Plan(changes, more, hold, before, after);
    }

    /** Everything that the state file asks for: what is to be done, and what waits. */
    public List<Change> wanted() {
        List<Change> wanted = new ArrayList<>(changes);
        hold.ifPresent(h -> wanted.addAll(h.waiting()));
        return wanted;
    }

    /** The changes of one sort, in order. */
    public <C extends Change> List<C> changes(Class<C> sort) {
        return changes.stream().filter(sort::isInstance).map(sort::cast).toList();
    }
}
