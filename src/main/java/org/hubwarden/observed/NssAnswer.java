package org.hubwarden.observed;

import java.util.Set;

/** What the name service says of names and ids that are in no account file. "No answer" is never "free". */
public sealed interface NssAnswer {

    /** There is nobody to ask: the machine does not run, or only its files answer. */
    record FilesOnly() implements NssAnswer {}

    /**
     * An answer.
     *
     * @param names what was asked for, users and groups alike
     * @param takenNames those of them that exist
     * @param ids what was asked for, as uid and as gid
     * @param takenIds those of them that are somebody's
     */
    record Answer(Set<String> names, Set<String> takenNames, Set<Long> ids, Set<Long> takenIds) implements NssAnswer {
        public Answer {
            names = Set.copyOf(names);
            takenNames = Set.copyOf(takenNames);
            ids = Set.copyOf(ids);
            takenIds = Set.copyOf(takenIds);
        }
    }

    /**
     * Not asked yet, or no answer in time: nothing that needs one may be made.
     *
     * @param why for people
     */
    record Silent(String why) implements NssAnswer {}
}
