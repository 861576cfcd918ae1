package org.hubwarden.host.linux;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hubwarden.host.linux.posix.Constants;
import org.hubwarden.host.linux.posix.DatagramSocket;
import org.hubwarden.host.linux.posix.Libc;
import org.hubwarden.host.linux.posix.TestLibc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxSupervisorTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"path", "abstract"})
    void theSupervisorHearsEveryWord(String kind) {
        String name = kind.equals("path") ? directory.resolve("notify").toString() : "@hubwarden-test-" + directory;
        byte[] address = DatagramSocket.address(name);
        int socket = Libc.socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC, 0);
        try {
            assertEquals(0, TestLibc.bind(socket, address, address.length), () -> "errno " + Native.getLastError());
            LinuxSupervisor supervisor = new LinuxSupervisor(Optional.of(name), Optional.empty());
            supervisor.ready();
            supervisor.status("one\ntwo ü");
            supervisor.watchdog();
            supervisor.starting(Duration.ofSeconds(2));
            supervisor.stopping();

            assertEquals("READY=1", receive(socket));
            assertEquals("STATUS=one two ü", receive(socket));
            assertEquals("WATCHDOG=1", receive(socket));
            assertEquals("EXTEND_TIMEOUT_USEC=2000000", receive(socket));
            assertEquals("STOPPING=1", receive(socket));
        } finally {
            Libc.close(socket);
        }
    }

    private static String receive(int socket) {
        byte[] buffer = new byte[1000];
        long size = TestLibc.recv(socket, buffer, buffer.length, Constants.MSG_DONTWAIT);
        return size < 0 ? "nothing" : new String(buffer, 0, (int) size, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"60000000, PT1M", "500000, PT0.5S", "'', ", "0, ", "x, ", "99999999999999999999, "})
    void theIntervalOfTheWatchdogIsTheSupervisors(String micros, @Nullable Duration interval) {
        assertEquals(
                Optional.ofNullable(interval),
                new LinuxSupervisor(Optional.empty(), Optional.of(micros)).watchdogInterval());
    }

    @Test
    void nobodyListening() {
        assertDoesNotThrow(() -> new LinuxSupervisor(Optional.empty(), Optional.empty()).ready());
        assertDoesNotThrow(() -> new LinuxSupervisor(Optional.of(""), Optional.of("")).ready());
        assertDoesNotThrow(() -> new LinuxSupervisor(Optional.of("/nonexistent"), Optional.of("x")).status("x"));
    }
}
