package org.hubwarden.host;

import java.util.Optional;
import org.hubwarden.model.UnixName;

/** The programs that come with sudo(8), asked as children. Each call ends within seconds. */
public interface SudoPrograms {

    /**
     * Checks a file with {@code visudo -cs}.
     *
     * @param path absolute
     * @return its complaint; empty when the file is right, or there is no machine to ask
     * @throws HostFailure when it could not be asked
     */
    Optional<String> complaintAbout(String path) throws HostFailure;

    /** Asks {@code sudo -l -U} whether the account may run everything as root without a password; why not, if not. */
    Optional<String> disproveRoot(UnixName account);

    /**
     * Reads rules as sudo does, with {@code cvtsudoers -f json}.
     *
     * @param text lines of sudoers(5), without directives that include files
     */
    Reading read(String text);

    /** What {@link #read} came to. */
    sealed interface Reading {

        /** The rules as cvtsudoers(1) writes them. */
        record Json(String text) implements Reading {}

        /**
         * cvtsudoers gives nothing when one line is wrong.
         *
         * @param line the first it complains about, from 1; 0 when it does not say
         * @param complaint in its words
         */
        record Refused(int line, String complaint) implements Reading {}

        /**
         * There is nobody who could read them.
         *
         * @param fault for people; empty where that is no fault, since the machine does not run
         */
        record Unreadable(Optional<String> fault) implements Reading {}
    }
}
