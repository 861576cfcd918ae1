package org.hubwarden.host.linux;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hubwarden.host.Supervisor;
import org.hubwarden.host.linux.posix.DatagramSocket;

/** Speaks the protocol of sd_notify(3). What cannot be sent is lost: nobody waits for it. */
public final class LinuxSupervisor implements Supervisor {

    private final Optional<DatagramSocket> socket;
    private final Optional<Duration> watchdogInterval;

    /**
     * @param notifySocket the value of {@code NOTIFY_SOCKET}: a path, or a name that begins with {@code @}; empty where nobody
     *     supervises
     * @param watchdogMicros the value of {@code WATCHDOG_USEC}; empty where nobody watches
     */
    public LinuxSupervisor(Optional<String> notifySocket, Optional<String> watchdogMicros) {
        this.socket = notifySocket.filter(s -> !s.isEmpty()).map(DatagramSocket::new);
        this.watchdogInterval = watchdogMicros
                .filter(s -> s.matches("[1-9][0-9]{0,17}"))
                .map(s -> Duration.of(Long.parseLong(s), ChronoUnit.MICROS));
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
    public Optional<Duration> watchdogInterval() {
        return watchdogInterval;
    }

    @Override
    public void starting(Duration more) {
        send("EXTEND_TIMEOUT_USEC=" + TimeUnit.NANOSECONDS.toMicros(more.toNanos()));
    }

    @Override
    public void stopping() {
        send("STOPPING=1");
    }

    private void send(String message) {
        socket.ifPresent(to -> to.send(message.getBytes(StandardCharsets.UTF_8)));
    }
}
