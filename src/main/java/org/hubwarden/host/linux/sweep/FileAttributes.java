package org.hubwarden.host.linux.sweep;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.Libc;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/** Extended attributes of a file that give rights: capabilities and access control lists. */
final class FileAttributes {

    private static final Map<String, String> NAMES = Map.of(
            "security.capability", "caps",
            "system.posix_acl_access", "acl",
            "system.posix_acl_default", "default-acl");

    /** XATTR_SIZE_MAX. */
    private static final int LARGEST = 65536;

    private FileAttributes() {}

    /** Their values in hex, by short names. */
    static SortedMap<String, String> of(Descriptor directory, FileName name) throws SystemCallFailure {
        SortedMap<String, String> found = new TreeMap<>();
        byte[] path = ("/proc/self/fd/" + directory.number() + "/" + name.latin() + "\0")
                .getBytes(StandardCharsets.ISO_8859_1);
        if (Libc.llistxattr(path, new byte[0], 0) <= 0) {
            return found;
        }
        byte[] list = new byte[LARGEST];
        long size = Libc.llistxattr(path, list, LARGEST);
        String names = new String(list, 0, (int) Math.max(0, size), StandardCharsets.ISO_8859_1);
        for (String attribute : names.split("\0", -1)) {
            String known = NAMES.get(attribute);
            if (known != null) {
                found.put(known, value(path, attribute));
            }
        }
        return found;
    }

    private static String value(byte[] path, String attribute) throws SystemCallFailure {
        byte[] value = new byte[LARGEST];
        byte[] name = (attribute + "\0").getBytes(StandardCharsets.ISO_8859_1);
        long size = Libc.lgetxattr(path, name, value, LARGEST);
        if (size < 0) {
            throw new SystemCallFailure("cannot read " + attribute + " of", "", Errno.of(Native.getLastError()));
        }
        return HexFormat.of().formatHex(Arrays.copyOf(value, (int) size));
    }
}
