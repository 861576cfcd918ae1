package org.hubwarden.host.linux.posix;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Calls that only tests need, to make what the program must cope with. */
public final class TestLibc {

    static {
        Native.register(TestLibc.class, "libc.so.6");
    }

    private TestLibc() {}

    private static native int mkfifo(byte[] path, int mode);

    private static native int mkdir(byte[] path, int mode);

    private static native int lsetxattr(byte[] path, byte[] name, byte[] value, long size, int flags);

    public static native int bind(int socket, byte[] address, int size);

    public static native long recv(int socket, byte[] buffer, long size, int flags);

    public static void makeFifo(Path path) {
        require(mkfifo(terminated(path), 0600));
    }

    /** Makes a directory whose name is given in bytes. */
    public static void makeDirectory(Path parent, byte[] name) {
        byte[] prefix = (parent + "/").getBytes(StandardCharsets.UTF_8);
        byte[] path = java.util.Arrays.copyOf(prefix, prefix.length + name.length + 1);
        System.arraycopy(name, 0, path, prefix.length, name.length);
        require(mkdir(path, 0700));
    }

    public static void setAttribute(Path path, String name, byte[] value) {
        byte[] attribute = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        require(lsetxattr(terminated(path), attribute, value, value.length, 0));
    }

    private static byte[] terminated(Path path) {
        return (path + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static void require(int result) {
        if (result == -1) {
            throw new IllegalStateException(Errno.of(Native.getLastError()).toString());
        }
    }
}
