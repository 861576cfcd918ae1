package org.hubwarden.rights;

import java.util.List;
import java.util.OptionalInt;

/**
 * One reason why somebody can become root.
 *
 * @param why a phrase for people
 * @param places where it is written: paths, with a line where there is one
 * @param stateLine the line of the state file that gives it, 0 where the state in force is an earlier one; empty when it does not
 */
public record Way(Kind kind, String why, List<String> places, OptionalInt stateLine) {

    public Way {
        places = List.copyOf(places);
    }

    /** What sort of reason it is. */
    public enum Kind {
        /** The account has root's number. */
        UID_0("uid-0"),
        /** A rule of sudo. */
        SUDO("sudo"),
        /** A rule of sudo leads to another account that can. */
        SUDO_TO("sudo-to"),
        /** A group that is as good as root. */
        GROUP("group"),
        /** They may put themselves into such a group. */
        GROUP_ADMIN("group-admin"),
        /** They can write what root runs or believes. */
        FILE("file"),
        /** A process of theirs still has a group that they were taken out of. */
        PROCESS("process");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The word for programs. */
        public String id() {
            return id;
        }
    }
}
