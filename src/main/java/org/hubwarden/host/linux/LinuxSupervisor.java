package org.hubwarden.host.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hubwarden.host.Supervisor;

/** Speaks the protocol of sd_notify(3). What cannot be sent is lost: nobody waits for it. */
public final class LinuxSupervisor implements Supervisor {

    private final Optional<byte[]> address;

    /**
     * @param notifySocket the value of {@code NOTIFY_SOCKET}: a path, or a name that begins with {@code @}; empty where nobody
     *     supervises
     */
    public LinuxSupervisor(Optional<String> notifySocket) {
        this.address = notifySocket.filter(s -> !s.isEmpty()).map(LinuxSupervisor::address);
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

    @Override
    public void ready() {
        send("READY=1");
    }

    @Override
    public void status(String text) {
        send("STATUS=" + text.replaceAll("\\p{Cntrl}", " "));
    }

    @Override
    public void watchdog() {
        send("WATCHDOG=1");
    }

    @Override
    public void stopping() {
        send("STOPPING=1");
    }

    private void send(String message) {
        address.ifPresent(to -> {
            int socket = Libc.socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC, 0);
            if (socket >= 0) {
                byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
                Libc.sendto(socket, bytes, bytes.length, Constants.MSG_NOSIGNAL, to, to.length);
                Libc.close(socket);
            }
        });
    }
}
