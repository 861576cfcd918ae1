package org.hubwarden.host.linux.posix;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hubwarden.observed.PosixAcl;

/** The access control lists of directories. */
public final class AclAttributes {

    private static final byte[] ACCESS = "system.posix_acl_access\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DEFAULT = "system.posix_acl_default\0".getBytes(StandardCharsets.US_ASCII);

    /** XATTR_SIZE_MAX. */
    private static final int LARGEST = 65536;

    private static final byte[] NO_ROOM = {};
    private static final String ATTEMPT = "cannot read an access control list";

    private AclAttributes() {}

    /** Whether a list of this directory lets strangers into it, or into what will be made in it. */
    public static boolean open(Descriptor parent, FileName name, FileStat stat) throws SystemCallFailure {
        byte[] path =
                ("/proc/self/fd/" + parent.number() + "/" + name.latin() + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return opens(read(path, ACCESS), stat) || opens(read(path, DEFAULT), stat);
    }

    private static boolean opens(Optional<byte[]> list, FileStat stat) {
        return list.isPresent() && PosixAcl.parse(list.get()).opensToOthersThan(stat.uid());
    }

    private static Optional<byte[]> read(byte[] path, byte[] attribute) throws SystemCallFailure {
        return read((value, size) -> Libc.lgetxattr(path, attribute, value, size));
    }

    /** The list that is in force for this directory; empty where the mode says it all. */
    public static Optional<PosixAcl> access(Descriptor directory) throws SystemCallFailure {
        return read((value, size) -> Libc.fgetxattr(directory.number(), ACCESS, value, size))
                .map(PosixAcl::parse);
    }

    /** The list that is in force for a file; empty where the mode says it all, or nothing can be read. Follows a link. */
    public static Optional<PosixAcl> access(Path file) {
        byte[] path = (file + "\0").getBytes(StandardCharsets.UTF_8);
        try {
            return read(path, ACCESS).map(PosixAcl::parse);
        } catch (SystemCallFailure | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** A call that gives the attribute's size, and with room for it also the value. */
    private interface Call {
        long get(byte[] value, long size);
    }

    private static Optional<byte[]> read(Call call) throws SystemCallFailure {
        long size = call.get(NO_ROOM, 0);
        if (size == -1 && isNone(Errno.of(Native.getLastError()))) {
            return Optional.empty();
        }
        SystemCall.check(size, ATTEMPT);
        byte[] value = new byte[LARGEST];
        long read = SystemCall.check(call.get(value, LARGEST), ATTEMPT);
        return Optional.of(Arrays.copyOf(value, (int) read));
    }

    private static boolean isNone(Errno errno) {
        return errno.equals(Errno.ENODATA) || errno.equals(Errno.EOPNOTSUPP);
    }

    /** Takes both lists off; the mode stays as it is. */
    public static void remove(Descriptor directory) throws SystemCallFailure {
        remove(directory, ACCESS);
        remove(directory, DEFAULT);
    }

    private static void remove(Descriptor directory, byte[] attribute) throws SystemCallFailure {
        if (Libc.fremovexattr(directory.number(), attribute) == -1) {
            Errno errno = Errno.of(Native.getLastError());
            if (!isNone(errno)) {
                throw new SystemCallFailure("cannot remove an access control list", "", errno);
            }
        }
    }
}
