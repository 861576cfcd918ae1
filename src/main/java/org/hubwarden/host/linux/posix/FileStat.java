package org.hubwarden.host.linux.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * What statx(2) says of a file.
 *
 * @param mode type and permission bits
 * @param device major and minor number in one
 * @param mountRoot whether a file system begins here, also one that is bound here from elsewhere
 * @param tellsMountRoots whether the kernel knows that, as Linux does since 5.8
 * @param automount whether a look inside would mount something
 */
public record FileStat(
        int mode,
        long uid,
        long gid,
        long links,
        long inode,
        long size,
        long modifiedNanos,
        long changedNanos,
        long device,
        boolean mountRoot,
        boolean tellsMountRoots,
        boolean automount) {

    /** How many bytes the kernel writes. */
    public static final int SIZE = 256;

    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int SOCKET = 0140000;
    private static final int FIFO = 0010000;
    private static final int AUTOMOUNT = 0x1000;
    private static final int MOUNT_ROOT = 0x2000;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    /** Reads {@code struct statx}, whose layout is the same on every architecture. */
    public static FileStat parse(byte[] statx) {
        return parse(ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder()));
    }

    /** The same from memory in the machine's byte order. */
    public static FileStat parse(ByteBuffer in) {
        long attributes = in.getLong(8);
        return new FileStat(
                in.getShort(28) & 0xFFFF,
                in.getInt(20) & UNSIGNED,
                in.getInt(24) & UNSIGNED,
                in.getInt(16) & UNSIGNED,
                in.getLong(32),
                in.getLong(40),
                in.getLong(112) * 1_000_000_000L + in.getInt(120),
                in.getLong(96) * 1_000_000_000L + in.getInt(104),
                ((long) in.getInt(136) << 32) | (in.getInt(140) & UNSIGNED),
                (attributes & MOUNT_ROOT) != 0,
                (in.getLong(56) & MOUNT_ROOT) != 0,
                (attributes & AUTOMOUNT) != 0);
    }

    /** Whether a file that is changed from now on cannot look like this again. */
    public boolean isSettled(Instant now) {
        return Granule.isOver(Math.max(changedNanos, modifiedNanos), Granule.nanos(now));
    }

    public boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    public boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    public boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    public boolean isSocket() {
        return (mode & TYPE) == SOCKET;
    }

    public boolean isDevice() {
        return kind().equals("a device");
    }

    public boolean isFifo() {
        return (mode & TYPE) == FIFO;
    }

    /** Whether something is mounted here, given the directory it stands in. */
    public boolean isMountIn(FileStat directory) {
        return automount || mountRoot || (!tellsMountRoots && device != directory.device);
    }

    /** The twelve permission bits. */
    public int permissions() {
        return mode & 07777;
    }

    /** Whether somebody who is neither its owner nor in root's group can write it. The bits of a link mean nothing. */
    public boolean writableByOthers() {
        return !isLink() && ((mode & 0002) != 0 || ((mode & 0020) != 0 && gid != 0));
    }

    /** For people. */
    public String kind() {
        return switch (mode & TYPE) {
            case DIRECTORY -> "a directory";
            case REGULAR -> "a file";
            case LINK -> "a symbolic link";
            case FIFO -> "a FIFO";
            case SOCKET -> "a socket";
            default -> "a device";
        };
    }
}
