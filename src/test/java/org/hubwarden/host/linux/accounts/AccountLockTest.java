package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.LockProcess;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.observed.AccountDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AccountLockTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private MachineTree tree;
    private Path pwdLock;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
        pwdLock = tree.path("/etc/.pwd.lock");
    }

    private LinuxAccountFiles files(LongPredicate alive) {
        return new LinuxAccountFiles(tree.root(), new NioDisk(), alive, new Waits(InstantSource.system()));
    }

    private AccountTransaction begin(Duration wait) throws HostFailure {
        return new LinuxAccountFiles(tree.root(), new Waits(InstantSource.system())).begin(wait);
    }

    private String refusal() {
        return assertThrows(HostFailure.class, () -> begin(SHORT)).sentence();
    }

    @Test
    void keepsOthersOutUntilClosedEvenAfterReadingAndWriting() throws Exception {
        try (AccountTransaction transaction = begin(LONG)) {
            AccountDatabases before = transaction.read();
            transaction.write(before, LinuxAccountFilesTest.withBob(before));
            new LinuxAccountFiles(tree.root(), new Waits(InstantSource.system())).read();
            assertFalse(othersCanLock());
        }
        assertTrue(othersCanLock());
    }

    private boolean othersCanLock() throws Exception {
        try (LockProcess other = LockProcess.on(pwdLock)) {
            return other.holds();
        }
    }

    @Test
    void makesTheFourLockFilesOfShadowWithOurPidAndTakesThemAway() throws Exception {
        AccountTransaction transaction = begin(LONG);
        for (String name : List.of("passwd", "shadow", "group", "gshadow")) {
            assertEquals(ProcessHandle.current().pid() + "\0", tree.text("/etc/" + name + ".lock"));
        }
        transaction.close();
        assertEquals(List.of(".pwd.lock", "group", "gshadow", "passwd", "shadow"), tree.names("/etc"));
        assertEquals("rw-------", tree.mode("/etc/.pwd.lock"));
    }

    @Test
    void pwdLockHeldByAnotherProcessIsReportedWithItsName() throws Exception {
        try (LockProcess other = LockProcess.on(pwdLock)) {
            assertTrue(other.holds());
            assertTrue(refusal().contains("locked by java (pid " + other.pid() + ")"), this::refusal);
        }
        begin(LONG).close();
    }

    @Test
    void waitsForTheHolderToFinish() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        LockProcess other = LockProcess.on(pwdLock);
        try {
            Future<?> waiting = executor.submit(() -> {
                begin(LONG).close();
                return "done";
            });
            Thread.sleep(300);
            assertFalse(waiting.isDone());
            other.close();
            waiting.get(60, TimeUnit.SECONDS);
        } finally {
            other.close();
            executor.shutdownNow();
        }
    }

    @Test
    void anotherThreadOfThisProcessWaitsItsTurn() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> waiting;
            try (AccountTransaction transaction = begin(LONG)) {
                assertTrue(refusal().contains("locked by"), this::refusal);
                waiting = executor.submit(() -> {
                    begin(LONG).close();
                    return "done";
                });
                Thread.sleep(200);
                assertFalse(waiting.isDone());
                assertFalse(othersCanLock());
                transaction.read();
            }
            waiting.get(60, TimeUnit.SECONDS);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void noUpdateIsLostAmongThreads() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<Callable<Long>> edits =
                LongStream.range(3000, 3020).mapToObj(this::addGroup).toList();
        for (Future<Long> edit : executor.invokeAll(edits)) {
            edit.get();
        }
        executor.shutdown();
        assertEquals(
                20,
                tree.text("/etc/group").lines().filter(l -> l.startsWith("g3")).count());
    }

    private Callable<Long> addGroup(long gid) {
        return () -> {
            try (AccountTransaction transaction = begin(LONG)) {
                AccountDatabases before = transaction.read();
                transaction.write(before, LinuxAccountFilesTest.withGroup(before, gid));
            }
            return gid;
        };
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (LockProcess other = LockProcess.on(pwdLock)) {
            assertTrue(other.holds());
            Thread.currentThread().interrupt();
            assertThrows(HostFailure.class, () -> begin(LONG));
            assertTrue(Thread.interrupted());
        }
        begin(LONG).close();
    }

    @Test
    void passwdLockWithPid1IsReportedAndNeverRemoved() throws Exception {
        tree.write("/etc/passwd.lock", "1\0");
        assertTrue(refusal().contains("/etc/passwd.lock is held by "), this::refusal);
        assertTrue(refusal().contains("pid 1"), this::refusal);
        assertEquals("1\0", tree.text("/etc/passwd.lock"));
    }

    @Test
    void lockFilesThatAPowerCutLeftOfOursAreTakenOverWhoeverHasTheirPidNow() throws Exception {
        tree.write("/etc/passwd.lock", "1\0");
        for (String name : List.of("group", "shadow", "gshadow")) {
            Files.createLink(tree.path("/etc/" + name + ".lock"), tree.path("/etc/passwd.lock"));
        }
        begin(SHORT).close();
        assertEquals(List.of(".pwd.lock", "group", "gshadow", "passwd", "shadow"), tree.names("/etc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwd", "group", "shadow", "gshadow"})
    void anEmptyLockFileIsReportedAndNeverRemoved(String name) throws Exception {
        tree.write("/etc/" + name + ".lock", "");
        assertTrue(refusal().contains(name + ".lock is empty"), this::refusal);
        assertTrue(refusal().contains("Remove it by hand"), this::refusal);
        assertEquals("", tree.text("/etc/" + name + ".lock"));
        assertEquals(
                List.of(".pwd.lock", "group", "gshadow", "passwd", "shadow", name + ".lock").stream()
                        .sorted()
                        .toList(),
                tree.names("/etc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vipw\0", "-1\0", "0\0", "99999999999999\0", "12 34\0"})
    void aLockFileWithoutAPidIsReportedAndNeverRemoved(String content) throws Exception {
        tree.write("/etc/group.lock", content);
        assertTrue(refusal().contains("holds no process id"), this::refusal);
        assertEquals(content, tree.text("/etc/group.lock"));
    }

    @Test
    void aLockFileThatIsALinkIsReported() throws Exception {
        Files.createSymbolicLink(tree.path("/etc/group.lock"), Path.of("nowhere"));
        assertTrue(refusal().contains("group.lock is a symbolic link"), this::refusal);
    }

    @Test
    void theLockFileOfADeadProcessIsTakenOver() throws Exception {
        tree.write("/etc/shadow.lock", deadPid() + "\0");
        begin(SHORT).close();
        assertFalse(tree.names("/etc").contains("shadow.lock"));
    }

    private static long deadPid() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aLockFileOfOurOwnPidFromAnEarlierLifeIsTakenOver() throws Exception {
        tree.write("/etc/passwd.lock", ProcessHandle.current().pid() + "\0");
        files(pid -> true).begin(SHORT).close();
        assertFalse(tree.names("/etc").contains("passwd.lock"));
    }

    @Test
    void theFcntlLockIsFreeWhileALinkLockIsWaitedFor() throws Exception {
        tree.write("/etc/passwd.lock", "1\0");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> waiting = executor.submit(() -> {
                begin(LONG).close();
                return "done";
            });
            boolean got = false;
            for (int i = 0; i < 20 && !got; i++) {
                got = othersCanLock();
            }
            assertTrue(got);
            Files.delete(tree.path("/etc/passwd.lock"));
            waiting.get(60, TimeUnit.SECONDS);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aPwdLockThatIsALinkIsNotFollowed() throws Exception {
        Files.createSymbolicLink(pwdLock, Path.of("target"));
        assertTrue(refusal().contains(".pwd.lock is a symbolic link"), this::refusal);
        assertFalse(Files.exists(tree.path("/etc/target")));
        Files.delete(pwdLock);
        begin(SHORT).close();
    }

    @Test
    void inDoubtAProcessLives() throws Exception {
        assertTrue(LivePid.check(1));
        assertTrue(LivePid.check(ProcessHandle.current().pid()));
        assertFalse(LivePid.check(deadPid()));
    }
}
