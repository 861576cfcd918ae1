package org.hubwarden.observed;

import java.util.List;

/**
 * The sudo rules of the machine, as far as they concern us.
 *
 * @param adminRule our drop-in that grants
 * @param denyList our drop-in that disarms
 * @param otherRules rules in other files that concern a managed account or the admin group
 * @param faults what keeps sudo from obeying our drop-ins, or us from seeing all rules; sentences for people
 */
public record SudoersSight(
        DropInSight adminRule, DropInSight denyList, List<SudoRule> otherRules, List<String> faults) {

    public SudoersSight {
        otherRules = List.copyOf(otherRules);
        faults = List.copyOf(faults);
    }
}
