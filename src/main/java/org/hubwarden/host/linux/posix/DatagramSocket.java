package org.hubwarden.host.linux.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Somebody who listens on a Unix datagram socket. Thread-safe. */
public final class DatagramSocket {

    private final byte[] address;
    private int socket = -1;

    /** {@code name}: a path, or a name that begins with {@code @} for an abstract one; see unix(7). */
    public DatagramSocket(String name) {
        this.address = address(name);
    }

    /** {@code struct sockaddr_un}. The {@code @} of an abstract name stands for a NUL. */
    public static byte[] address(String name) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        return ByteBuffer.allocate(2 + path.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) Constants.AF_UNIX)
                .put(path)
                .array();
    }

    /** Sends one datagram, and waits while the other's queue is full. What cannot be sent is lost. */
    public void send(byte[] message) {
        send(message, Constants.MSG_NOSIGNAL);
    }

    /** Sends one datagram, at once or not at all; says why it was not sent. */
    public Optional<Errno> offer(byte[] message) {
        return send(message, Constants.MSG_NOSIGNAL | Constants.MSG_DONTWAIT);
    }

    private Optional<Errno> send(byte[] message, int flags) {
        int open = socket();
        long sent = open < 0 ? open : Libc.sendto(open, message, message.length, flags, address, address.length);
        return sent < 0 ? Optional.of(Errno.of(Native.getLastError())) : Optional.empty();
    }

    /** Made at the first use and kept: it leads nowhere by itself, so that a listener who comes back is found again. */
    private synchronized int socket() {
        if (socket < 0) {
            socket = Libc.socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC, 0);
        }
        return socket;
    }
}
