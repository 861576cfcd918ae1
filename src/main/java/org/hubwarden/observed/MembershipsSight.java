package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;

/**
 * Memberships from every source but the group file.
 *
 * @param records what the sources that answered say
 * @param silence which source gave no answer and why, for people; empty when all did. Then the records are not all there is.
 */
public record MembershipsSight(List<MembershipRecord> records, Optional<String> silence) {

    public MembershipsSight {
        records = List.copyOf(records);
    }

    /** What sources that all answered say. */
    public static MembershipsSight of(List<MembershipRecord> records) {
        return new MembershipsSight(records, Optional.empty());
    }
}
