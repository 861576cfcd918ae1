package org.hubwarden.host.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Somebody who listens on a Unix datagram socket. What cannot be sent is lost: nobody waits for it. Thread-safe. */
final class DatagramSocket {

    private final byte[] address;

    /** {@code name}: a path, or a name that begins with {@code @} for an abstract one; see unix(7). */
    DatagramSocket(String name) {
        this.address = address(name);
    }

    /** {@code struct sockaddr_un}. The {@code @} of an abstract name stands for a NUL. */
    static byte[] address(String name) {
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

    /** Sends one datagram. */
    void send(String message) {
        int socket = Libc.socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC, 0);
        if (socket >= 0) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            Libc.sendto(socket, bytes, bytes.length, Constants.MSG_NOSIGNAL, address, address.length);
            Libc.close(socket);
        }
    }
}
