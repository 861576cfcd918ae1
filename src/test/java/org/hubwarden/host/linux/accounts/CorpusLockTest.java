package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.LockProcess;
import org.hubwarden.host.linux.files.MachineTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus's rows about locks of the account files. */
@ReadsCorpus("lock")
@Timeout(60)
class CorpusLockTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private MachineTree tree;

    static Stream<Row> rows() {
        return Corpus.rows("lock");
    }

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isMetAsItSays(Row row) throws Exception {
        switch (row.input()) {
            case "/etc/passwd.lock with pid 1" -> isReportedAndKept("1\0", "pid 1");
            case "/etc/passwd.lock empty" -> isReportedAndKept("", "Remove it by hand");
            case ".pwd.lock held 10 minutes by vipw" -> theHolderIsSaid();
            case "another JVM thread opens and closes /etc/.pwd.lock" -> theLockIsHeldByOneObject();
            default -> throw new AssertionError("no check for " + row);
        }
    }

    private String refusal() {
        return assertThrows(
                        HostFailure.class,
                        () -> new LinuxAccountFiles(tree.root(), new Waits(InstantSource.system())).begin(SHORT))
                .sentence();
    }

    private void isReportedAndKept(String content, String said) throws Exception {
        tree.write("/etc/passwd.lock", content);
        String why = refusal();
        assertTrue(why.contains("/etc/passwd.lock") && why.contains(said), why);
        assertEquals(content, tree.text("/etc/passwd.lock"));
    }

    private void theHolderIsSaid() throws Exception {
        try (LockProcess other = LockProcess.on(tree.path("/etc/.pwd.lock"))) {
            assertTrue(other.holds());
            String why = refusal();
            assertTrue(why.contains("(pid " + other.pid() + ")"), why);
        }
        new LinuxAccountFiles(tree.root(), new Waits(InstantSource.system()))
                .begin(SHORT)
                .close();
    }

    /** First that the danger is real: a stray descriptor of the file, closed, loses the lock. Then that ours opens no second one. */
    private void theLockIsHeldByOneObject() throws Exception {
        Path lock = tree.path("/etc/.pwd.lock");
        try (AccountTransaction first =
                new LinuxAccountFiles(tree.root(), new Waits(InstantSource.system())).begin(SHORT)) {
            first.read();
            assertThrows(
                    HostFailure.class,
                    () -> new LinuxAccountFiles(tree.root(), new Waits(InstantSource.system())).begin(SHORT));
            try (LockProcess other = LockProcess.on(lock)) {
                assertTrue(!other.holds(), "a second try of this process leaves the lock in force");
            }
            FileChannel.open(lock, StandardOpenOption.READ).close();
            try (LockProcess other = LockProcess.on(lock)) {
                assertTrue(other.holds(), "and a stray descriptor would have lost it");
            }
        }
    }
}
