package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hubwarden.host.HostFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home is removed only while its account is locked. */
class LockedAccountTest {

    @TempDir
    Path directory;

    private Path passwd(String shell) throws Exception {
        return Files.writeString(
                directory.resolve("passwd"),
                "# broken\nroot:x:0:0::/root:/bin/bash\njupyter-ann:x:1001:1001::/home/jupyter-ann:" + shell + "\n");
    }

    @Test
    void whoIsLockedOrGoneHasNoUseForIt() throws Exception {
        Path locked = passwd("/usr/sbin/nologin");
        assertDoesNotThrow(() -> LockedAccount.require(locked, "1001"));
        assertDoesNotThrow(() -> LockedAccount.require(locked, "1002"));
    }

    @Test
    void whoIsBackKeepsIt() throws Exception {
        Path back = passwd("/bin/bash");
        assertEquals(
                "the home of jupyter-ann stays, since the account is in use again",
                assertThrows(HostFailure.class, () -> LockedAccount.require(back, "1001"))
                        .sentence());
    }

    /** A pass that looked before there was an archive unlocks the account while it is waited for. */
    @Test
    void itIsLookedBetweenPassesOnly() throws Exception {
        Path passwd = passwd("/usr/sbin/nologin");
        Path passes = Files.createFile(directory.resolve("pass.lock"));
        Process pass = pass(passes);
        CompletableFuture<Boolean> removal = CompletableFuture.supplyAsync(() -> isRemoved(passes, passwd));
        Thread.sleep(300);
        passwd("/bin/bash");
        end(pass);
        assertFalse(removal.get(60, TimeUnit.SECONDS), "the account was in use by then");
        passwd("/usr/sbin/nologin");
        assertTrue(isRemoved(passes, passwd));
        assertTrue(isRemoved(directory.resolve("none"), passwd), "no pass runs");
    }

    /** It may be waited for for hours, and what was seen before is of no worth then. */
    @Test
    void itIsLookedAgainOnceAPassWasWaitedFor() throws Exception {
        Path passwd = passwd("/usr/sbin/nologin");
        Path passes = Files.createFile(directory.resolve("pass.lock"));
        Process pass = pass(passes);
        AtomicInteger looks = new AtomicInteger();
        LockedAccount.Look look = () -> {
            if (looks.incrementAndGet() == 1) {
                endSoon(pass);
            } else {
                throw new HostFailure("it was changed");
            }
        };
        AtomicBoolean isRemoved = new AtomicBoolean();
        HostFailure changed = assertThrows(
                HostFailure.class,
                () -> LockedAccount.between(passes, passwd, "1001", look, () -> isRemoved.set(true)));
        assertEquals("it was changed", changed.sentence());
        assertFalse(isRemoved.get());
    }

    /** Each pass could begin while it is looked, since no look holds one up. */
    @Test
    void passAfterPassIsNotWaitedForForEver() throws Exception {
        Path passwd = passwd("/usr/sbin/nologin");
        Path passes = Files.createFile(directory.resolve("pass.lock"));
        LockedAccount.Look look = () -> {
            Process pass = pass(passes);
            endSoon(pass);
        };
        AtomicBoolean isRemoved = new AtomicBoolean();
        HostFailure busy = assertThrows(
                HostFailure.class,
                () -> LockedAccount.between(passes, passwd, "1001", look, () -> isRemoved.set(true)));
        assertTrue(busy.sentence().contains("one pass after another"), busy.sentence());
        assertFalse(isRemoved.get());
    }

    /** One that has begun already, and goes on until it is ended. */
    private static Process pass(Path passes) throws IOException {
        Process pass = new ProcessBuilder("/usr/bin/perl", "-e", """
                        use Fcntl;
                        open my $f, '+<', $ARGV[0] or die;
                        my $all = pack 's s x4 q q l x4', F_WRLCK, 0, 0, 0, 0;
                        fcntl $f, F_SETLK, $all or die;
                        $| = 1;
                        print "locked\\n";
                        <STDIN>;
                        """, passes.toString()).start();
        assertEquals("locked", pass.inputReader().readLine());
        return pass;
    }

    private static void endSoon(Process pass) {
        Thread end = new Thread(() -> {
            try {
                Thread.sleep(300);
                end(pass);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        end.start();
    }

    private static void end(Process pass) {
        try {
            pass.getOutputStream().close();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static boolean isRemoved(Path passes, Path passwd) {
        AtomicBoolean isRemoved = new AtomicBoolean();
        try {
            LockedAccount.between(passes, passwd, "1001", () -> {}, () -> isRemoved.set(true));
        } catch (HostFailure inUse) {
            return false;
        } catch (IOException | InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        return isRemoved.get();
    }
}
