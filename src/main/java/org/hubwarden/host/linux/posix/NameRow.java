package org.hubwarden.host.linux.posix;

import static org.hubwarden.host.linux.posix.Constants.STATX_BASIC_STATS;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * Names within one directory that are looked at again and again. They lie in memory that is not Java's, so that a look at one
 * is a system call and little else. Thread-safe.
 */
public final class NameRow {

    private final Memory memory;
    private final long begin;
    private final int[] offsets;

    public NameRow(List<FileName> names) {
        offsets = new int[names.size()];
        int end = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = end;
            end += names.get(i).terminated().length;
        }
        memory = new Memory(Math.max(1, end));
        for (int i = 0; i < offsets.length; i++) {
            byte[] name = names.get(i).terminated();
            memory.write(offsets[i], name, 0, name.length);
        }
        begin = Pointer.nativeValue(memory);
    }

    public int size() {
        return offsets.length;
    }

    /**
     * Looks at one.
     *
     * @param flags of statx(2)
     * @param answer gets what was seen
     * @return 0, or the errno
     */
    public int look(Descriptor directory, int name, int flags, StatAnswer answer) {
        int result = Libc.statx(directory.number(), begin + offsets[name], flags, STATX_BASIC_STATS, answer.address());
        return result == 0 ? 0 : Native.getLastError();
    }
}
