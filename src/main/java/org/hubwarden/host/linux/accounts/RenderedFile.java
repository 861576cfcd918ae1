package org.hubwarden.host.linux.accounts;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Database;

/** What an account file holds and is to hold, as bytes: made of values alone, so it can be done before anything is locked. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared as a record
record RenderedFile(Database<?> before, Database<?> after, byte[] old, byte[] wanted) {

    /** Of all files that are to be other than they are. */
    static Map<AccountFile, RenderedFile> of(AccountDatabases before, AccountDatabases after) {
        Map<AccountFile, RenderedFile> rendered = new EnumMap<>(AccountFile.class);
        for (AccountFile file : AccountFile.values()) {
            Optional<? extends Database<?>> old = file.database(before);
            Optional<? extends Database<?>> wanted = file.database(after);
            if (old.isPresent() && wanted.isPresent() && isOther(old.get(), wanted.get())) {
                rendered.put(
                        file,
                        new RenderedFile(
                                old.get(),
                                wanted.get(),
                                old.get().bytes(),
                                wanted.get().bytes()));
            }
        }
        rendered.values().removeIf(file -> Arrays.equals(file.old(), file.wanted()));
        return rendered;
    }

    @SuppressWarnings("ReferenceEquality") // saves making bytes of what was not touched
    private static boolean isOther(Database<?> before, Database<?> after) {
        return before != after;
    }

    /** The files of one set of values on their way to another. */
    record All(AccountDatabases before, AccountDatabases after, Map<AccountFile, RenderedFile> files) {

        /** Renders them. */
        static All of(AccountDatabases before, AccountDatabases after) {
            return new All(before, after, RenderedFile.of(before, after));
        }

        @SuppressWarnings("ReferenceEquality") // equal ones may be rendered again; the very same need not be
        boolean isFor(AccountDatabases otherBefore, AccountDatabases otherAfter) {
            return before == otherBefore && after == otherAfter;
        }
    }
}
