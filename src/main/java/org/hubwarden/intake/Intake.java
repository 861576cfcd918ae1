package org.hubwarden.intake;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.model.Naming;

/**
 * What a new state file is made of.
 *
 * @param source where people come from, a clause
 * @param tljhStarts whether TLJH starts the servers
 * @param naming how names become accounts: as those who are here have theirs
 * @param people why these people, sentences
 * @param newcomers in the order of the file
 * @param groups each group, and whether it is there
 * @param limits lines of {@code defaults.limits}, such as {@code memory: 4G}
 * @param leftOut what is not taken over
 */
public record Intake(
        String source,
        boolean tljhStarts,
        Naming naming,
        List<String> people,
        List<Newcomer> newcomers,
        SortedMap<String, Boolean> groups,
        List<String> limits,
        List<LeftOut> leftOut) {

    public Intake {
        people = List.copyOf(people);
        newcomers = List.copyOf(newcomers);
        groups = new TreeMap<>(groups);
        limits = List.copyOf(limits);
        leftOut = List.copyOf(leftOut);
    }

    /** Whether there is nobody, which is never a state to begin with. */
    public boolean isEmpty() {
        return newcomers.isEmpty();
    }

    /** How many are in it. */
    public int users() {
        return newcomers.size();
    }

    /** How many things it leaves out. */
    public int omissions() {
        return leftOut.size();
    }
}
