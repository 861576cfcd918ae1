package org.hubwarden.bus.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** What is said before the first message: the kernel tells the bus who we are. */
final class Greeting {

    /** All in one: what a client has to say is known before it is asked. */
    private static final String OURS = "\0AUTH EXTERNAL\r\nDATA\r\nBEGIN\r\n";

    private static final int LONGEST = 512;

    private Greeting() {}

    /** Waits without end for the bus to let us in. */
    static void exchange(SocketChannel socket) throws IOException {
        ByteBuffer ours = ByteBuffer.wrap(OURS.getBytes(StandardCharsets.US_ASCII));
        while (ours.hasRemaining()) {
            socket.write(ours);
        }
        String answer = line(socket);
        while (!answer.startsWith("OK ")) {
            if (!answer.startsWith("DATA")) {
                throw new IOException("it says " + answer);
            }
            answer = line(socket);
        }
    }

    /** Byte by byte: what follows the last line is no line any more. */
    private static String line(SocketChannel socket) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (!line.toString().endsWith("\r\n")) {
            if (socket.read(one.clear()) < 0 || line.length() > LONGEST) {
                throw new EOFException("it does not let us in");
            }
            line.append((char) (one.get(0) & 0x7f));
        }
        return line.toString().strip();
    }
}
