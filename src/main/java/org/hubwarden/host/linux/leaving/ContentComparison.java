package org.hubwarden.host.linux.leaving;

import java.util.Arrays;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/** Compares pieces of content with a file that is there; what lies between them must be holes, or zeros. Used for one file. */
final class ContentComparison {

    private static final int PIECE = 128 * 1024;

    private final Descriptor file;
    private final byte[] buffer = new byte[PIECE];
    private long compared;
    private boolean isSame = true;

    ContentComparison(Descriptor file) {
        this.file = file;
    }

    /** The next piece. */
    void piece(long offset, byte[] content, int size) throws SystemCallFailure {
        hole(offset);
        if (isSame) {
            file.seek(offset);
            for (int done = 0; isSame && done < size; ) {
                int read = file.readInto(buffer, size - done);
                isSame = read > 0 && Arrays.equals(buffer, 0, read, content, done, done + read);
                done += read;
            }
            compared = offset + size;
        }
    }

    /** Whether it was all the same, up to the end of so large a file. */
    boolean isSameUpTo(long size) throws SystemCallFailure {
        hole(size);
        return isSame;
    }

    /** Looks only where the file has anything. */
    private void hole(long end) throws SystemCallFailure {
        while (isSame && compared < end) {
            long content = file.seekContent(compared);
            if (content < 0 || content >= end) {
                compared = end;
            } else {
                compared = content + zeros((int) Math.min(PIECE, end - content));
            }
        }
    }

    private int zeros(int atMost) throws SystemCallFailure {
        int read = file.readInto(buffer, atMost);
        isSame = read > 0;
        for (int i = 0; isSame && i < read; i++) {
            isSame = buffer[i] == 0;
        }
        return read;
    }
}
