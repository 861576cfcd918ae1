package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.hubwarden.host.HostFailure;

/**
 * A regular file, read whole at one moment.
 *
 * @param stat what it was before the reading and still was after it
 * @param settled whether a file with that stamp has that content for certain, see {@link PathStat#isSettled}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared as a record
public record FileContent(byte[] bytes, PathStat stat, boolean settled) {

    /** Memory for larger ones is taken from the system and cleared each time: see packaging/hubwarden. */
    private static final int PIECE = 64 * 1024;

    private static final class ChangedWhileRead extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads without following a link at the end and without waiting: what is no regular file is not opened.
     *
     * @param limit the most bytes to take, below 2 GiB
     * @param attempts how often to try when the file changes meanwhile, at least 1
     * @return empty when nothing is there
     */
    public static Optional<FileContent> read(Path path, long limit, int attempts) throws HostFailure {
        try {
            return Optional.of(readOnce(path, limit));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ChangedWhileRead e) {
            if (attempts > 1) {
                return read(path, limit, attempts - 1);
            }
            throw new HostFailure(path + " changed while it was read; it is read again.", e);
        } catch (IOException e) {
            throw IoFault.failure("read", path, e);
        }
    }

    private static FileContent readOnce(Path path, long limit) throws IOException, HostFailure {
        Instant now = Instant.now();
        PathStat before = PathStat.of(path);
        refuseOthers(path, before, limit);
        byte[] bytes = open(path, Math.toIntExact(before.size()));
        boolean same = PathStat.find(path).filter(before::equals).isPresent();
        if (!same) {
            throw new ChangedWhileRead();
        }
        return new FileContent(bytes, before, before.isSettled(now));
    }

    /** Reads exactly so many bytes. */
    private static byte[] open(Path path, int size) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(size);
        ByteBuffer more = ByteBuffer.allocate(1);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            int read = 0;
            while (read >= 0 && content.position() < size) {
                read = channel.read(content.limit(Math.min(size, content.position() + PIECE)));
            }
            if (content.position() < size || channel.read(more) >= 0) {
                throw new ChangedWhileRead();
            }
            return content.array();
        }
    }

    /** Whether a file has exactly this content now. */
    public static boolean holds(Path path, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            int at = 0;
            while (channel.read(piece.clear()) >= 0) {
                int end = at + piece.position();
                if (end > content.length || !Arrays.equals(piece.array(), 0, piece.position(), content, at, end)) {
                    return false;
                }
                at = end;
            }
            return at == content.length;
        }
    }

    /**
     * The stamp of a regular file that has exactly this content, as {@link #read} would find them; no copy of it is made.
     *
     * @return empty for another content, and when nothing is there
     */
    public static Optional<PathStat> statOf(Path path, byte[] content, int attempts) throws HostFailure {
        try {
            PathStat before = PathStat.of(path);
            refuseOthers(path, before, Long.MAX_VALUE);
            boolean same = before.size() == content.length && holds(path, content);
            if (PathStat.find(path).filter(before::equals).isPresent()) {
                return same ? Optional.of(before) : Optional.empty();
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw IoFault.failure("read", path, e);
        }
        if (attempts > 1) {
            return statOf(path, content, attempts - 1);
        }
        throw new HostFailure(path + " changed while it was read; it is read again.");
    }

    private static void refuseOthers(Path path, PathStat stat, long limit) throws HostFailure {
        Optional<String> strange = strangeKind(path, stat);
        if (strange.isPresent()) {
            throw new HostFailure(strange.get());
        }
        if (stat.size() > limit) {
            throw new HostFailure(path + " has " + stat.size() + " bytes, more than the " + limit
                    + " that are read; look at what wrote so much into it.");
        }
    }

    /** What stands in the place of a file, as a sentence; empty for a regular file. */
    public static Optional<String> strangeKind(Path path, PathStat stat) {
        return stat.isRegular()
                ? Optional.empty()
                : Optional.of(path + " is " + stat.kind() + ", not a regular file; put the file itself in its place.");
    }
}
