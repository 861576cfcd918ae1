package org.hubwarden.host.linux.leaving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the pieces of a file with holes belong: GNU's sparse format 1.0, decimal numbers on lines of their own.
 *
 * @param extents in the order in which they are stored
 * @param size how many bytes of the archive it took
 */
record TarSparseMap(List<Extent> extents, long size) {

    /** So many pieces take 100 MB of memory. */
    private static final int MOST = 2_000_000;

    private static final int LONGEST = 20;

    /** Where one begins, and how long it is. */
    record Extent(long offset, long size) {}

    static TarSparseMap read(InputStream in) throws IOException {
        long[] read = new long[1];
        long count = line(in, read);
        if (count > MOST) {
            throw new IOException("a file has more than " + MOST + " holes");
        }
        List<Extent> extents = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            extents.add(new Extent(line(in, read), line(in, read)));
        }
        long padding = (TarHeader.SIZE - read[0] % TarHeader.SIZE) % TarHeader.SIZE;
        in.skipNBytes(padding);
        return new TarSparseMap(extents, read[0] + padding);
    }

    private static long line(InputStream in, long[] read) throws IOException {
        StringBuilder digits = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || digits.length() > LONGEST) {
                throw new EOFException("the archive is damaged");
            }
            digits.append((char) c);
        }
        read[0] += digits.length() + 1;
        return TarText.decimal(digits.toString());
    }
}
