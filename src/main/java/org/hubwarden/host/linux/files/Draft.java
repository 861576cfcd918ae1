package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file written out of sight and put into place in one step: a reader, or a crash, meets the old or the new content. */
public final class Draft {

    private Draft() {}

    /**
     * Replaces a file durably.
     *
     * @param draft a name in the same directory that nobody reads; what a crash left there is thrown away
     */
    public static void replace(Disk disk, Path draft, Path target, byte[] content, Stamp stamp) throws IOException {
        write(disk, draft, content, stamp);
        try {
            disk.rename(draft, target);
        } catch (IOException e) {
            discard(disk, draft, e);
        }
        disk.sync(parent(target));
    }

    /** Writes the draft only, durable but for its name. */
    public static void write(Disk disk, Path draft, byte[] content, Stamp stamp) throws IOException {
        fill(disk, draft, content, stamp);
        try {
            disk.flush(List.of(draft));
        } catch (IOException e) {
            discard(disk, draft, e);
        }
    }

    /** Writes the draft only, and reads it back: some file systems lose bytes silently. To be flushed before it is renamed. */
    public static void fill(Disk disk, Path draft, byte[] content, Stamp stamp) throws IOException {
        disk.delete(draft);
        try {
            disk.create(draft, stamp);
            disk.fill(draft, content);
            if (!FileContent.holds(draft, content)) {
                throw new IOException("what was written does not read back");
            }
        } catch (IOException e) {
            discard(disk, draft, e);
        }
    }

    /** The directory of a file that is not the root itself. */
    public static Path parent(Path file) {
        return Optional.ofNullable(file.getParent())
                .orElseThrow(() -> new IllegalArgumentException("has no directory: " + file));
    }

    private static void discard(Disk disk, Path draft, IOException why) throws IOException {
        try {
            disk.delete(draft);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        throw why;
    }
}
