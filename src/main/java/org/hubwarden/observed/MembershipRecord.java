package org.hubwarden.observed;

/**
 * A membership that does not come from the group file: userdb records, pam_group, another NSS source, a unit file.
 *
 * @param member an account name, or {@link #EVERYBODY}
 * @param group a group name or a gid in decimal
 * @param source where it is written, for people: a path, with a line where there is one
 */
public record MembershipRecord(String member, String group, String source) {

    /** Stands for any account: a source that does not name its members one by one. */
    public static final String EVERYBODY = "*";
}
