package org.hubwarden.bus.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/** Where one message ends and the next begins. Used by one thread. */
final class Frames {

    /** What every header begins with: up to the length of its fields. */
    private static final int FIXED = 16;

    private static final int MOST_FIELDS = 64 << 10;
    /** The protocol's own limit. */
    private static final long LONGEST = 128L << 20;

    private final ReadableByteChannel in;
    private final int mostBody;
    private final ByteBuffer rest = ByteBuffer.allocate(8 << 10);

    /** {@code mostBody}: a longer one is passed over, and never in memory. */
    Frames(ReadableByteChannel in, int mostBody) {
        this.in = in;
        this.mostBody = mostBody;
    }

    /** The next message, waited for without end. Empty for one to pass over: its sender cannot even be told. */
    Optional<Message> read() throws IOException {
        ByteBuffer start = bytes(FIXED);
        ByteOrder order = start.get(0) == 'B' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        start.order(order);
        long bodyLength = Integer.toUnsignedLong(start.getInt(4));
        long fieldsLength = Integer.toUnsignedLong(start.getInt(12));
        if (bodyLength + fieldsLength > LONGEST) {
            throw new IOException("a message that no bus lets through");
        }
        long head = (FIXED + fieldsLength + 7) / 8 * 8;
        if (fieldsLength > MOST_FIELDS) {
            skip(head - FIXED + bodyLength);
            return Optional.empty();
        }
        ByteBuffer all = ByteBuffer.allocate((int) head).order(order).put(start);
        fill(all);
        return Optional.of(message(all.flip(), fieldsLength, body(bodyLength), bodyLength > mostBody));
    }

    private byte[] body(long length) throws IOException {
        if (length > mostBody) {
            skip(length);
            return Body.NONE;
        }
        byte[] body = new byte[(int) length];
        fill(ByteBuffer.wrap(body));
        return body;
    }

    private static Message message(ByteBuffer head, long fieldsLength, byte[] body, boolean isCut) throws IOException {
        try {
            int kind = Byte.toUnsignedInt(head.get(1));
            int flags = Byte.toUnsignedInt(head.get(2));
            long serial = Integer.toUnsignedLong(head.getInt(8));
            ByteOrder order = head.order();
            ByteBuffer fields = head.limit(FIXED + (int) fieldsLength).position(FIXED);
            return new Message(Message.Kind.of(kind), flags, serial, Fields.read(fields), order, body, isCut);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException fault) {
            throw new IOException("a message that cannot be read", fault);
        }
    }

    private ByteBuffer bytes(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        fill(buffer);
        return buffer.flip();
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                throw new EOFException("the bus closed the connection");
            }
        }
    }

    private void skip(long count) throws IOException {
        for (long left = count; left > 0; left -= rest.position()) {
            rest.clear().limit((int) Math.min(left, rest.capacity()));
            fill(rest);
        }
    }
}
