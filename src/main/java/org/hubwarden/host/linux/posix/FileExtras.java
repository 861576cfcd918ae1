package org.hubwarden.host.linux.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a file has beside content, owner and mode; read and set by name without following a link. */
public final class FileExtras {

    /** XATTR_SIZE_MAX and XATTR_LIST_MAX. */
    private static final int LARGEST = 65536;

    /** Labels are the machine's, by the place of a file. */
    public static final String LABEL = "security.selinux";

    private static final int IMMUTABLE = 0x10;
    private static final int APPEND_ONLY = 0x20;

    private FileExtras() {}

    private static byte[] path(Descriptor directory, FileName name) {
        return bytes("/proc/self/fd/" + directory.number() + "/" + name.latin());
    }

    private static byte[] bytes(String latin) {
        return (latin + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All extended attributes that we may see, as bytes with a char each. */
    public static SortedMap<String, String> attributes(Descriptor directory, FileName name) throws SystemCallFailure {
        SortedMap<String, String> found = new TreeMap<>();
        byte[] path = path(directory, name);
        if (Libc.llistxattr(path, new byte[0], 0) == 0) {
            return found;
        }
        byte[] buffer = new byte[LARGEST];
        long size = Libc.llistxattr(path, buffer, LARGEST);
        if (size == -1 && Errno.of(Native.getLastError()).equals(Errno.EOPNOTSUPP)) {
            return found;
        }
        SystemCall.check(size, "cannot list the attributes of", name);
        for (String attribute : new String(buffer, 0, (int) size, StandardCharsets.ISO_8859_1).split("\0", -1)) {
            if (!attribute.isEmpty() && !attribute.equals(LABEL)) {
                long length = Libc.lgetxattr(path, bytes(attribute), buffer, LARGEST);
                SystemCall.check(length, "cannot read an attribute of", name);
                found.put(attribute, new String(Arrays.copyOf(buffer, (int) length), StandardCharsets.ISO_8859_1));
            }
        }
        return found;
    }

    /** Adds them. */
    public static void setAttributes(Descriptor directory, FileName name, Map<String, String> attributes)
            throws SystemCallFailure {
        byte[] path = path(directory, name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            byte[] value = attribute.getValue().getBytes(StandardCharsets.ISO_8859_1);
            long result = Libc.lsetxattr(path, bytes(attribute.getKey()), value, value.length, 0);
            SystemCall.check(result, "cannot set an attribute of", name);
        }
    }

    /** Sets when it was changed last, and that it was read then. */
    public static void setModified(Descriptor directory, FileName name, long nanos) throws SystemCallFailure {
        ByteBuffer times = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 2; i++) {
            times.putLong(Math.floorDiv(nanos, 1_000_000_000L)).putLong(Math.floorMod(nanos, 1_000_000_000L));
        }
        SystemCall.check(
                Libc.utimensat(directory.number(), name.terminated(), times.array(), Constants.AT_SYMLINK_NOFOLLOW),
                "cannot set the time of",
                name);
    }

    /** Whether nobody, root included, can remove it as it is: chattr(1). */
    public static boolean isFixed(byte[] statAnswer) {
        long attributes =
                ByteBuffer.wrap(statAnswer).order(ByteOrder.nativeOrder()).getLong(8);
        return (attributes & (IMMUTABLE | APPEND_ONLY)) != 0;
    }
}
