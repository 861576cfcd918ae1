package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;

/** What was made of one file. While its stamp is settled and the same, it is neither read nor understood again. Thread-safe. */
public final class RememberedFile<T> {

    private static final int ATTEMPTS = 5;
    private static final byte[] NOTHING = {};

    private final long limit;
    private Optional<Known<T>> known = Optional.empty();

    private record Known<T>(PathStat stat, T value) {}

    /** Makes something of a content. */
    public interface Maker<T> {
        T make(byte[] content) throws HostFailure;
    }

    /**
     * For one file.
     *
     * @param limit the most bytes to take
     */
    public RememberedFile(long limit) {
        this.limit = limit;
    }

    /** What it says now; a file that is missing counts as one without content. */
    public synchronized T read(Path path, Maker<T> maker) throws HostFailure {
        if (known.isPresent() && stat(path).filter(known.get().stat()::equals).isPresent()) {
            return known.get().value();
        }
        Optional<FileContent> content = FileContent.read(path, limit, ATTEMPTS);
        T value = maker.make(content.map(FileContent::bytes).orElse(NOTHING));
        known = content.filter(FileContent::settled).map(c -> new Known<>(c.stat(), value));
        return value;
    }

    /** What stands there; a failure to look is one to read. */
    public static Optional<PathStat> stat(Path path) throws HostFailure {
        try {
            return PathStat.find(path);
        } catch (IOException e) {
            throw IoFault.failure("look at", path, e);
        }
    }
}
