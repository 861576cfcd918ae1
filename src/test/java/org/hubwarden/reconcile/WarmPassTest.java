package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hubwarden.observed.HomeSight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look remembers of the look before, and that it forgets it as soon as it is no longer so. */
class WarmPassTest {

    /** The processor's time: that of the clock says more of what else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final int USERS = 1_000;

    /** Measured: 30. */
    private static final int AT_LEAST = 3;

    @TempDir
    Path directory;

    private TreeMachine machine;
    private Reconciler warm;

    @BeforeEach
    void aMachineThatIsAsItShouldBe() throws Exception {
        machine = new TreeMachine(directory);
        machine.state("version: 1\nusers: ["
                + IntStream.range(0, USERS).mapToObj(i -> "u" + i).collect(Collectors.joining(", ")) + "]\n");
        assertEquals(PassResult.Verdict.CONVERGED, machine.pass().verdict());
        age("etc/passwd", "etc/group", "etc/shadow", "etc/gshadow", "var/lib/hubwarden/ledger.json");
        warm = machine.reconciler();
        warm.assess();
    }

    /** Files that were just written are read once more. */
    private static void age(String... files) throws InterruptedException {
        assertTrue(files.length > 0);
        Thread.sleep(300);
    }

    @Test
    void aSecondLookCostsAFractionOfTheFirst() {
        long cold = least(machine::reconciler);
        long again = least(() -> warm);
        assertTrue(again * AT_LEAST < cold, () -> "first " + cold / 1000 + " us, then " + again / 1000 + " us");
    }

    @Test
    void aLookAfterTheReadingWasPonderedCostsAFractionOfTheFirst() {
        long cold = least(machine::reconciler);
        long pondered = least(() -> {
            Reconciler reconciler = machine.reconciler();
            reconciler.ponder(reconciler.readStateFile());
            return reconciler;
        });
        assertTrue(pondered * AT_LEAST < cold, () -> "first " + cold / 1000 + " us, then " + pondered / 1000 + " us");
    }

    private static long least(Supplier<Reconciler> reconcilers) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            Reconciler reconciler = reconcilers.get();
            long begin = CPU.getCurrentThreadCpuTime();
            assertTrue(reconciler.assess().plan().orElseThrow().isEmpty());
            best = Math.min(best, CPU.getCurrentThreadCpuTime() - begin);
        }
        return best;
    }

    @Test
    void whatIsTheSameIsTheSameObject() {
        Assessment one = warm.assess();
        Assessment other = warm.assess();
        assertSame(one.ledger(), other.ledger());
        assertSame(
                one.observed().orElseThrow().accounts(),
                other.observed().orElseThrow().accounts());
        assertSame(
                one.observed().orElseThrow().homes(),
                other.observed().orElseThrow().homes());
        assertSame(one.plan().orElseThrow(), other.plan().orElseThrow());
    }

    /** Same size, same inode, and the time of the last change of content put back: only ctime tells. */
    @Test
    void aChangeThatHidesItsTimeIsSeen() throws Exception {
        Path passwd = machine.path("/etc/passwd");
        FileTime before = Files.getLastModifiedTime(passwd);
        String text = machine.text("/etc/passwd");
        Files.writeString(passwd, text.replace("jupyter-u7:x:", "jupyter-u7::x".replace("::x", ":y:")));
        Files.setLastModifiedTime(passwd, before);
        assertNotEquals(0, warm.assess().plan().orElseThrow().changes().size());
    }

    /** Two changes within one tick of the kernel's clock, the first of which is looked at. */
    @Test
    void twoChangesInOneMomentAreBothSeen() throws Exception {
        Path passwd = machine.path("/etc/passwd");
        String good = machine.text("/etc/passwd");
        String bad = good.replace("jupyter-u7:x:", "jupyter-u7:y:");
        for (int i = 0; i < 30; i++) {
            Files.writeString(passwd, good);
            assertEquals(0, warm.assess().plan().orElseThrow().changes().size());
            Files.writeString(passwd, bad);
            assertEquals(1, warm.assess().plan().orElseThrow().changes().size(), "round " + i);
        }
    }

    @Test
    void aHomeThatIsOpenedOrRemovedIsSeen() throws Exception {
        Path home = machine.path("/home/jupyter-u7");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(1, warm.assess().plan().orElseThrow().changes().size());
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-x---"));
        assertEquals(0, warm.assess().plan().orElseThrow().changes().size());
        Files.delete(home);
        Assessment look = warm.assess();
        assertEquals(
                new HomeSight.Absent(), look.observed().orElseThrow().homes().at("/home/jupyter-u7"));
        assertEquals(1, look.plan().orElseThrow().changes().size());
    }

    @Test
    void aPassAfterAChangeOfOursReadsNothingOfItAgain() throws Exception {
        machine.state(machine.text(TreeMachine.STATE).replace("u7,", ""));
        PassResult result =
                warm.pass(warm.readStateFile(), java.time.Duration.ofSeconds(2), outcome -> {}, () -> false);
        assertEquals(PassResult.Verdict.CONVERGED, result.verdict());
        assertTrue(machine.text("/etc/shadow").contains("jupyter-u7:!:"), Instant.now()::toString);
        assertTrue(warm.assess().plan().orElseThrow().isEmpty());
    }
}
