package org.hubwarden.observed;

import java.util.Optional;

/**
 * A membership that does not come from the group file: userdb records, pam_group, another NSS source, a unit file.
 *
 * @param member an account name, or {@link #EVERYBODY}
 * @param group a group name or a gid in decimal
 * @param source where it is written, for people: a path, with a line where there is one
 * @param uid the member's number, where the source says it: an account of a name service is in no file
 */
public record MembershipRecord(String member, String group, String source, Optional<Long> uid) {

    /** Stands for any account: a source that does not name its members one by one. */
    public static final String EVERYBODY = "*";

    /** A membership of somebody whose number is found elsewhere. */
    public MembershipRecord(String member, String group, String source) {
        this(member, group, source, Optional.empty());
    }

    /** The same of an account with this number. */
    public MembershipRecord withUid(Optional<Long> number) {
        return new MembershipRecord(member, group, source, number);
    }
}
