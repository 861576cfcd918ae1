package org.hubwarden.host;

import java.time.Duration;
import java.util.List;

/**
 * A program that is run apart from us, since it needs a right that we do without.
 *
 * @param rights what it may beyond reading the files that root owns, and no more
 * @param command its absolute path and its arguments
 * @param limit how long it may take
 * @param writable directories below which it may write, where the rights let it
 */
public record Errand(Rights rights, List<String> command, Duration limit, List<String> writable) {

    /** What a busy machine takes to start a program and to tell that it ended. */
    private static final Duration ABOUT_IT = Duration.ofSeconds(10);

    public Errand {
        command = List.copyOf(command);
        writable = List.copyOf(writable);
    }

    /** One that writes nothing. */
    public Errand(Rights rights, List<String> command, Duration limit) {
        this(rights, command, limit, List.of());
    }

    /** When it is given up, also where it cannot be ended. */
    public Duration patience() {
        return limit.plus(ABOUT_IT);
    }

    /** The program, for a sentence. */
    public String program() {
        return command.get(0);
    }

    /** What an errand may do beyond reading files. */
    public enum Rights {
        /** Nothing. */
        NONE,
        /** Speak to other machines, as modules of the name service do. */
        NETWORK,
        /** See every process, and take on the uid of any user. */
        PROCESSES,
        /** List every directory, and read every file. */
        FIND_FILES,
        /** That, and change rights of files of anybody. */
        CHANGE_FILES,
        /** List every directory, and take bits off files of anybody; it takes its time. */
        LIST_FILES,
        /** Read every file. */
        READ_HOMES,
        /** Remove files of anybody. */
        REMOVE_HOMES,
        /** Make files of anybody, with all that files can have. */
        RESTORE_HOMES;

        /** Whether it is a command of ours that is run. */
        public boolean isOurs() {
            return this != NONE && this != NETWORK;
        }
    }

    /** What came of it. */
    public sealed interface End {

        /**
         * It ended by itself, and this is all that it wrote.
         *
         * @param status its exit status
         * @param output what it wrote to its standard output
         * @param errors the same of standard error
         */
        record Exited(int status, String output, String errors) implements End {}

        /**
         * It could not be run, or not to its end.
         *
         * @param why for people
         */
        record Failed(String why) implements End {}
    }
}
