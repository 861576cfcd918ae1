package org.hubwarden.host.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.LockProcess;
import org.hubwarden.host.linux.files.MachineTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One pass at a time, in this process and among others. */
@Timeout(120)
class FilePassLockTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private MachineTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
    }

    @Test
    void thePassLockKeepsProcessesApartAndSaysWhoHoldsIt() throws Exception {
        Files.createDirectories(tree.path("/run/hubwarden"));
        tree.write("/run/hubwarden/pass.lock", "");
        try (LockProcess other = LockProcess.on(tree.path("/run/hubwarden/pass.lock"))) {
            HostFailure refused =
                    assertThrows(HostFailure.class, () -> passLock().acquire(SHORT));
            assertTrue(refused.sentence().contains("java (pid " + other.pid() + ")"), refused.sentence());
        }
        try (PassLock.Held held = passLock().acquire(SHORT)) {
            assertEquals(
                    Long.toString(ProcessHandle.current().pid()), readByAnother(tree.path("/run/hubwarden/pass.lock")));
            try (LockProcess other = LockProcess.on(tree.path("/run/hubwarden/pass.lock"))) {
                assertFalse(other.holds());
            }
        }
    }

    // Opening and closing the file in this process would lose the lock.
    private static String readByAnother(Path file) throws Exception {
        Process cat = new ProcessBuilder("cat", file.toString()).start();
        return new String(cat.getInputStream().readAllBytes(), UTF_8).strip();
    }

    @Test
    void thePassLockKeepsTwoPassesOfThisProcessApart() throws Exception {
        try (PassLock.Held held = passLock().acquire(SHORT)) {
            assertThrows(HostFailure.class, () -> passLock().acquire(SHORT));
        }
        passLock().acquire(SHORT).close();
        assertEquals("rwxr-xr-x", tree.mode("/run/hubwarden"));
        assertEquals("rw-------", tree.mode("/run/hubwarden/pass.lock"));
    }

    private FilePassLock passLock() {
        return new FilePassLock(tree.root(), new Waits(InstantSource.system()));
    }
}
