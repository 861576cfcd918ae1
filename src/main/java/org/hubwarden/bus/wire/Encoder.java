package org.hubwarden.bus.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes values as the protocol has them, the lowest byte first, each at its alignment. Not thread-safe. */
final class Encoder {

    private byte[] bytes = new byte[128];
    private int size;

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void u32(long value) {
        align(4);
        little(value, 4);
    }

    void u64(long value) {
        align(8);
        little(value, 8);
    }

    void text(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        u32(text.length);
        raw(text);
        u8(0);
    }

    void signature(String value) {
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        u8(text.length);
        raw(text);
        u8(0);
    }

    /** {@code alignment}: of its elements, which {@code elements} writes. The padding before the first does not count. */
    void array(int alignment, Runnable elements) {
        u32(0);
        int length = size - 4;
        align(alignment);
        int begin = size;
        elements.run();
        int end = size;
        size = length;
        little(end - (long) begin, 4);
        size = end;
    }

    void align(int alignment) {
        while (size % alignment != 0) {
            u8(0);
        }
    }

    void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void little(long value, int width) {
        room(width);
        for (int i = 0; i < width; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
