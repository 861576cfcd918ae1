package org.hubwarden.host.linux.leaving;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Hands on what is written, and counts its lines: a list of a million files need not be in memory for that. */
final class LineTally extends FilterOutputStream {

    private long lines;
    private long longest;
    private long length;

    LineTally(OutputStream out) {
        super(out);
    }

    /** Those that have ended. */
    long lines() {
        return lines;
    }

    /** The bytes of the longest line. */
    long longest() {
        return longest;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count((byte) b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        for (int i = from; i < from + count; i++) {
            count(bytes[i]);
        }
    }

    private void count(byte b) {
        if (b == '\n') {
            lines++;
            length = 0;
        } else {
            longest = Math.max(longest, ++length);
        }
    }
}
