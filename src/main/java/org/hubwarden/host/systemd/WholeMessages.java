package org.hubwarden.host.systemd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.spi.message.IMessageReader;
import org.freedesktop.dbus.spi.message.IMessageWriter;
import org.freedesktop.dbus.spi.message.ISocketProvider;
import org.freedesktop.dbus.spi.message.InputStreamMessageReader;

/**
 * Sends each message in one piece. The library of itself makes a system call for every few bytes of it, some forty for a
 * message, and the bus wakes for each. The library finds this class by its name in {@code META-INF/services}.
 */
public final class WholeMessages implements ISocketProvider {

    /** For the library. */
    public WholeMessages() {}

    @Override
    public IMessageReader createReader(SocketChannel socket) {
        return new InputStreamMessageReader(socket);
    }

    @Override
    public IMessageWriter createWriter(SocketChannel socket) {
        return new Writer(socket);
    }

    @Override
    public void setFileDescriptorSupport(boolean support) {
        // None is ever sent.
    }

    @Override
    public boolean isFileDescriptorPassingSupported() {
        return false;
    }

    private record Writer(SocketChannel socket) implements IMessageWriter {

        @Override
        public void writeMessage(Message message) throws IOException {
            ByteBuffer whole = joined(message.getWireData());
            while (whole.hasRemaining()) {
                socket.write(whole);
            }
        }

        /** The pieces end where there is none. */
        private static ByteBuffer joined(byte[][] pieces) {
            int count = 0;
            int size = 0;
            while (count < pieces.length && pieces[count] != null) {
                size += pieces[count++].length;
            }
            ByteBuffer whole = ByteBuffer.allocate(size);
            for (int i = 0; i < count; i++) {
                whole.put(pieces[i]);
            }
            return whole.flip();
        }

        @Override
        public boolean isClosed() {
            return !socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
