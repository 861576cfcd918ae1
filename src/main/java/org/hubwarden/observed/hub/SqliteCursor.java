package org.hubwarden.observed.hub;

import java.nio.ByteBuffer;

/** A place in a database file that numbers of varying length are read from. */
final class SqliteCursor {

    private final ByteBuffer in;
    private int place;

    SqliteCursor(ByteBuffer in, int place) {
        this.in = in;
        this.place = place;
    }

    int place() {
        return place;
    }

    /** Goes on by so many bytes; where it was. */
    int skip(int length) {
        int from = place;
        place = Math.addExact(from, length);
        return from;
    }

    /** The next number. */
    long number() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int octet = in.get(place++) & 0xFF;
            value = value << 7 | (octet & 0x7F);
            if (octet < 0x80) {
                return value;
            }
        }
        return value << 8 | (in.get(place++) & 0xFF);
    }
}
