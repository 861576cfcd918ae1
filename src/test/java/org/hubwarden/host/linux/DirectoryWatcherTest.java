package org.hubwarden.host.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.hubwarden.host.HostFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatcherTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path root;

    private Path state;
    private DirectoryWatcher watcher;

    @BeforeEach
    void watch() throws IOException, HostFailure {
        Files.createDirectories(root.resolve("etc/sudoers.d"));
        Files.createDirectories(root.resolve("etc/hubwarden"));
        state = Files.writeString(root.resolve("etc/hubwarden/state.yaml"), "version: 1\n");
        watcher = new DirectoryWatcher(root, state);
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    private void assertWakes() throws InterruptedException {
        assertTrue(watcher.await(LONG));
        while (watcher.await(SHORT)) {}
    }

    /** A change that the watcher must not see. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    /** A watcher that sees the change wakes every time; one that was only late with an earlier change does so once. */
    private void assertSleepsThrough(Change change) throws IOException, InterruptedException {
        int tries = 5;
        do {
            change.make();
        } while (watcher.await(SHORT) && --tries > 0);
        assertTrue(tries > 0, "woke every time");
    }

    private void assertSleeps() throws IOException, InterruptedException {
        assertSleepsThrough(() -> {});
    }

    @Test
    void whatPassesReadWakes() throws Exception {
        assertSleeps();
        Files.writeString(state, "version: 1\n#\n");
        assertWakes();
        for (String file : new String[] {"passwd", "shadow", "group", "gshadow", "sudoers", "sudoers.d/x"}) {
            Files.writeString(root.resolve("etc").resolve(file), "x");
            assertWakes();
        }
    }

    @Test
    void whatIsSetOnServersWakes() throws Exception {
        Path settings = root.resolve("run/systemd/system.control");
        Path unit = settings.resolve("jupyter@bob.service.d");
        Files.createDirectories(root.resolve("run/systemd"));
        while (watcher.await(SHORT)) {}
        Files.createDirectory(settings);
        assertWakes();
        Files.createDirectory(unit);
        assertWakes();
        Files.writeString(unit.resolve("50-MemoryMax.conf"), "x");
        assertWakes();
        Files.writeString(unit.resolve("50-MemoryMax.conf"), "y");
        assertWakes();
        assertSleepsThrough(() -> Files.writeString(unit.resolve(".#50-MemoryMax.conf1234"), "x"));
        assertSleepsThrough(() -> Files.createDirectories(unit.resolveSibling("cron.service.d")));
    }

    @Test
    void whatNobodyReadsDoesNot() throws Exception {
        for (String file : new String[] {".pwd.lock", "passwd.1234", "hosts", "sudoers.d/.x.tmp", "hubwarden/other"}) {
            assertSleepsThrough(() -> Files.writeString(root.resolve("etc").resolve(file), "x"));
        }
    }

    @Test
    void aRenameIntoPlaceWakes() throws Exception {
        Path temporary = Files.writeString(root.resolve("etc/passwd.new"), "x");
        assertSleeps();
        Files.move(temporary, root.resolve("etc/passwd"), StandardCopyOption.ATOMIC_MOVE);
        assertWakes();
    }

    @Test
    void aReplacedDirectoryIsWatchedAgain() throws Exception {
        Path directory = root.resolve("etc/hubwarden");
        Files.move(directory, root.resolve("etc/old"));
        Files.createDirectory(directory);
        assertWakes();
        Files.writeString(state, "version: 1\n");
        assertWakes();
        assertSleepsThrough(() -> Files.writeString(root.resolve("etc/old/state.yaml"), "x"));
    }

    @Test
    void theTargetOfALinkIsWatched() throws Exception {
        Path target =
                Files.writeString(Files.createDirectory(root.resolve("git")).resolve("real.yaml"), "a\n");
        Files.delete(state);
        Files.createSymbolicLink(state, target);
        assertWakes();
        Files.writeString(target, "b\n");
        assertWakes();
        assertSleepsThrough(() -> Files.writeString(root.resolve("git/other"), "b\n"));
    }

    @Test
    void aDirectoryThatComesLaterIsWatched() throws Exception {
        Files.delete(root.resolve("etc/sudoers.d"));
        assertWakes();
        Files.createDirectory(root.resolve("etc/sudoers.d"));
        assertWakes();
        Files.writeString(root.resolve("etc/sudoers.d/x"), "x");
        assertWakes();
    }

    @Test
    void wakeEndsTheWaitUnderWayOrTheNextAndIsNoChange() throws Exception {
        watcher.wake();
        watcher.wake();
        assertFalse(awaitSaysAtOnce());
        assertSleeps();
        Thread other = new Thread(watcher::wake);
        other.start();
        assertFalse(awaitSaysAtOnce());
        other.join();
    }

    @Test
    void aChangeBeforeAWakeIsNotLost() throws Exception {
        Files.writeString(root.resolve("etc/passwd"), "x");
        Thread.sleep(SHORT.toMillis());
        watcher.wake();
        assertTrue(awaitSaysAtOnce());
    }

    private boolean awaitSaysAtOnce() throws InterruptedException {
        long begin = System.nanoTime();
        boolean changed = watcher.await(LONG);
        assertTrue(System.nanoTime() - begin < LONG.toNanos());
        return changed;
    }

    @Test
    void aLinkInTheMiddleOfAChainWakes() throws Exception {
        watcher.close();
        for (String name : new String[] {"a", "b", "c"}) {
            Files.writeString(Files.createDirectory(root.resolve(name)).resolve("real.yaml"), name);
        }
        Path middle = Files.createSymbolicLink(root.resolve("a/link.yaml"), Path.of("../b/real.yaml"));
        Files.delete(state);
        Files.createSymbolicLink(state, middle);
        watcher = new DirectoryWatcher(root, state);
        assertSleeps();
        Path other = Files.createSymbolicLink(root.resolve("a/other"), Path.of("../c/real.yaml"));
        assertSleeps();
        Thread mover = new Thread(() -> moveLater(other, middle));
        mover.start();
        assertWakes();
        mover.join();
    }

    /** While somebody waits: where links lead is looked at when a wait begins. */
    private static void moveLater(Path from, Path to) {
        try {
            Thread.sleep(SHORT.toMillis());
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
