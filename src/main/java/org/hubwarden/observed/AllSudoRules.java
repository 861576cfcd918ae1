package org.hubwarden.observed;

import java.util.List;

/**
 * All that sudo's rules give and take, ours included, in the order in which sudo reads them.
 *
 * @param incomplete why that may not be all, sentences for people
 */
public record AllSudoRules(List<SudoersSource.Placed> rules, List<String> incomplete) {

    public AllSudoRules {
        rules = List.copyOf(rules);
        incomplete = List.copyOf(incomplete);
    }
}
