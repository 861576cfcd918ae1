package org.hubwarden.host.linux;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hubwarden.host.Supervisor;

/** Speaks the protocol of sd_notify(3). What cannot be sent is lost: nobody waits for it. */
public final class LinuxSupervisor implements Supervisor {

    private final Optional<DatagramSocket> socket;

    /**
     * @param notifySocket the value of {@code NOTIFY_SOCKET}: a path, or a name that begins with {@code @}; empty where nobody
     *     supervises
     */
    public LinuxSupervisor(Optional<String> notifySocket) {
        this.socket = notifySocket.filter(s -> !s.isEmpty()).map(DatagramSocket::new);
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
        socket.ifPresent(to -> to.send(message.getBytes(StandardCharsets.UTF_8)));
    }
}
