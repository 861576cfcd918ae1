package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;

/**
 * Memberships from every source but the group file.
 *
 * @param records what the sources that answered say
 * @param silence which source gave no answer and why, for people; empty when all did. Then the records are not all there is.
 * @param unproved what sources that answered do not tell, a sentence each: of accounts that are in no file
 */
public record MembershipsSight(List<MembershipRecord> records, Optional<String> silence, List<String> unproved) {

    public MembershipsSight {
        records = List.copyOf(records);
        unproved = List.copyOf(unproved);
    }

    /** What sources that told everything say. */
    public static MembershipsSight of(List<MembershipRecord> records) {
        return new MembershipsSight(records, Optional.empty(), List.of());
    }
}
