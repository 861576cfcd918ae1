package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hubwarden.host.linux.posix.Granule;

/**
 * What lstat(2) says of a file, without the time of access. Two that are equal are the same file, not written and not
 * re-attributed in between.
 *
 * @param mode type and permissions, as {@code st_mode}
 */
public record PathStat(
        long dev, long ino, int mode, long uid, long gid, long links, long size, FileTime modified, FileTime changed) {

    // Named one by one: "unix:*" asks the name service who the owner is, and that may hang.
    private static final String ATTRIBUTES = "unix:dev,ino,mode,uid,gid,nlink,size,lastModifiedTime,ctime";

    private static final int TYPE = 0170000;

    /** Looks without following a link at the end. */
    public static PathStat of(Path path) throws IOException {
        return of(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Looks, following links at the end unless told otherwise. */
    public static PathStat of(Path path, LinkOption... links) throws IOException {
        Map<String, Object> a = Files.readAttributes(path, ATTRIBUTES, links);
        return new PathStat(
                number(a, "dev"),
                number(a, "ino"),
                (int) number(a, "mode"),
                number(a, "uid") & 0xFFFF_FFFFL,
                number(a, "gid") & 0xFFFF_FFFFL,
                number(a, "nlink"),
                number(a, "size"),
                time(a, "lastModifiedTime"),
                time(a, "ctime"));
    }

    /** As {@link #of}; empty where nothing is. */
    public static Optional<PathStat> find(Path path) throws IOException {
        try {
            return Optional.of(of(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
    }

    private static FileTime time(Map<String, Object> attributes, String name) {
        return (FileTime) Objects.requireNonNull(attributes.get(name));
    }

    /** Whether a file that is changed from now on cannot look like this again. */
    public boolean isSettled(Instant now) {
        FileTime last = changed.compareTo(modified) > 0 ? changed : modified;
        return Granule.isOver(last.to(TimeUnit.NANOSECONDS), Granule.nanos(now));
    }

    public boolean isRegular() {
        return (mode & TYPE) == 0100000;
    }

    public boolean isDirectory() {
        return (mode & TYPE) == 0040000;
    }

    public boolean isLink() {
        return (mode & TYPE) == 0120000;
    }

    /** The twelve permission bits. */
    public int permissions() {
        return mode & 07777;
    }

    /** Whether the group or others have the right to write; an access control list shows in the group's bits. */
    public boolean othersCanWrite() {
        return (mode & 0022) != 0;
    }

    /** What kind of thing it is, for people. */
    public String kind() {
        return switch (mode & TYPE) {
            case 0100000 -> "a regular file";
            case 0040000 -> "a directory";
            case 0120000 -> "a symbolic link";
            case 0010000 -> "a FIFO";
            case 0140000 -> "a socket";
            default -> "a device";
        };
    }
}
