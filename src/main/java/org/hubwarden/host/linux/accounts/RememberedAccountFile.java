package org.hubwarden.host.linux.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.observed.Database;
import org.hubwarden.observed.Entry;

/** One account file as it was read last. While its stamp is settled and the same, it is not read again. */
final class RememberedAccountFile<E extends Entry> {

    private static final long LIMIT = 256L << 20;
    private static final int ATTEMPTS = 5;

    private final AccountFile file;
    private final Function<String, Optional<E>> reader;
    private Optional<Known<E>> known = Optional.empty();

    RememberedAccountFile(AccountFile file, Function<String, Optional<E>> reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * What is known of it.
     *
     * @param settled whether a file with this stamp has this content for certain
     */
    record Known<E extends Entry>(PathStat stat, boolean settled, Database<E> database) {

        /** Whether the file is as it was, looked at with as little effort as that allows. */
        boolean isStill(Path path) throws HostFailure {
            return settled ? isStampStill(path) : isContentStill(path);
        }

        private boolean isStampStill(Path path) throws HostFailure {
            try {
                return PathStat.find(path).filter(stat::equals).isPresent();
            } catch (IOException e) {
                throw IoFault.failure("look at", path, e);
            }
        }

        private boolean isContentStill(Path path) throws HostFailure {
            return FileContent.read(path, LIMIT, ATTEMPTS)
                    .filter(c -> c.stat().equals(stat) && Arrays.equals(c.bytes(), database.bytes()))
                    .isPresent();
        }
    }

    /** What it holds now; empty when it is absent and may be. */
    Optional<Known<E>> read(Path etc) throws HostFailure {
        Path path = etc.resolve(file.fileName());
        if (known.isEmpty() || !known.get().settled() || !known.get().isStill(path)) {
            known = readAgain(path);
        }
        return known;
    }

    private Optional<Known<E>> readAgain(Path path) throws HostFailure {
        Optional<FileContent> content = FileContent.read(path, LIMIT, ATTEMPTS);
        if (content.isPresent()) {
            AccountFileCheck.check(file, path, content.get().bytes());
        } else if (!file.mayBeAbsent()) {
            throw AccountFileCheck.missing(path);
        }
        return content.map(c -> new Known<>(c.stat(), c.settled(), database(c.bytes())));
    }

    /** Equal bytes are not parsed again: a file that was written by us, or touched. */
    private Database<E> database(byte[] bytes) {
        return known.map(Known::database)
                .filter(d -> Arrays.equals(d.bytes(), bytes))
                .orElseGet(() -> Database.parse(bytes, reader));
    }

    /** Remembers what was written and read back. */
    void wrote(PathStat stat, Database<E> database) {
        known = Optional.of(new Known<>(stat, false, database));
    }
}
