package org.hubwarden.observed;

/**
 * Something that root runs or believes, and that somebody else than root can write.
 *
 * @param path the file, or a directory in which it could be exchanged
 * @param purpose what root does with it, a phrase
 * @param by how they can
 * @param id the uid or gid that can; 0 where everybody can
 */
public record WriteAccess(String path, String purpose, By by, long id) {

    /** How somebody can write a file. */
    public enum By {
        /** They own it. */
        OWNER,
        /** Its group may, and they are in it. */
        GROUP,
        /** Everybody may. */
        OTHERS,
        /** An access control list names them. */
        ACL_USER,
        /** An access control list names their group. */
        ACL_GROUP;

        /** Whether the number is a group's. */
        public boolean isGroup() {
            return this == GROUP || this == ACL_GROUP;
        }
    }
}
