package org.hubwarden.host.linux;

import static org.hubwarden.host.linux.Constants.STATX_BASIC_STATS;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Names within one directory that are looked at again and again. They lie in memory that is not Java's, so that a look at one
 * is a system call and little else. Used by one thread at a time.
 */
final class NameRow {

    private final Memory memory;
    private final long begin;
    private final int[] offsets;
    private final ByteBuffer answer;

    NameRow(List<FileName> names) {
        offsets = new int[names.size()];
        int end = FileStat.SIZE;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = end;
            end += names.get(i).terminated().length;
        }
        memory = new Memory(end);
        for (int i = 0; i < offsets.length; i++) {
            byte[] name = names.get(i).terminated();
            memory.write(offsets[i], name, 0, name.length);
        }
        begin = Pointer.nativeValue(memory);
        answer = memory.getByteBuffer(0, FileStat.SIZE).order(ByteOrder.nativeOrder());
    }

    int size() {
        return offsets.length;
    }

    /**
     * Looks at one.
     *
     * @param flags of statx(2)
     * @return 0, and then {@link #answer} holds what was seen; otherwise the errno
     */
    int look(Descriptor directory, int name, int flags) {
        int result = Libc.statx(directory.number(), begin + offsets[name], flags, STATX_BASIC_STATS, begin);
        return result == 0 ? 0 : Native.getLastError();
    }

    /** {@code struct statx} of the last look, see {@link FileStat#parse(ByteBuffer)}. */
    ByteBuffer answer() {
        return answer;
    }
}
