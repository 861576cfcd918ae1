package org.hubwarden.host.linux.posix;

import static org.hubwarden.host.linux.posix.SystemCall.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Names in a directory, as getdents64(2) hands them out: some at a time, each in a {@code struct linux_dirent64}. */
final class DirectoryEntries {

    private static final int BUFFER = 32 * 1024;

    private DirectoryEntries() {}

    static List<FileName> all(int fd) throws SystemCallFailure {
        List<FileName> names = new ArrayList<>();
        byte[] buffer = new byte[BUFFER];
        while (next(fd, buffer, names)) {}
        return names;
    }

    /** Adds the next names; whether there may be more. */
    static boolean next(int fd, List<FileName> names) throws SystemCallFailure {
        return next(fd, new byte[BUFFER], names);
    }

    private static boolean next(int fd, byte[] buffer, List<FileName> names) throws SystemCallFailure {
        long size = check(Libc.getdents64(fd, buffer, BUFFER), "cannot list a directory");
        addNames(buffer, (int) size, names);
        return size > 0;
    }

    /** Reads entries of {@code struct linux_dirent64}: their length is at 16, their name from 19 on. */
    private static void addNames(byte[] buffer, int size, List<FileName> names) {
        ByteBuffer entries = ByteBuffer.wrap(buffer).order(ByteOrder.nativeOrder());
        for (int at = 0; at < size; at += entries.getShort(at + 16) & 0xFFFF) {
            int end = at + 19;
            while (buffer[end] != 0) {
                end++;
            }
            FileName name = FileName.of(buffer, at + 19, end);
            if (!name.isDots()) {
                names.add(name);
            }
        }
    }
}
