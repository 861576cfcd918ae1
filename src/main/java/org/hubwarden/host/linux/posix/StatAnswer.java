package org.hubwarden.host.linux.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where the kernel writes what statx(2) says, in memory that is not Java's. Used by one thread at a time. */
public final class StatAnswer {

    private final Memory memory = new Memory(FileStat.SIZE);
    private final ByteBuffer content = memory.getByteBuffer(0, FileStat.SIZE).order(ByteOrder.nativeOrder());

    public long address() {
        return Pointer.nativeValue(memory);
    }

    /** What it says now. */
    public FileStat stat() {
        return FileStat.parse(content);
    }
}
