package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole passes with the real doors, on a tree. */
class ReconcilerTest {

    private static final String CLASS = "version: 1\nusers: [alice, bob]\nadmins: [dana]\n";

    @TempDir
    Path directory;

    private TreeMachine machine;

    @BeforeEach
    void makeTree() throws Exception {
        machine = new TreeMachine(directory);
    }

    @Test
    void onePassConverges() throws Exception {
        machine.state(CLASS);
        PassResult result = machine.pass();
        assertEquals(Verdict.CONVERGED, result.verdict(), result::toString);
        assertTrue(result.remaining().map(Plan::isEmpty).orElse(false));
        assertTrue(machine.text("/etc/passwd").contains("jupyter-alice:x:1002:1002:JupyterHub user alice:"));
        assertTrue(Files.isDirectory(machine.path("/home/jupyter-alice")));
        assertTrue(machine.text("/etc/sudoers.d/jupyterhub-admins").contains("NOPASSWD"));
        assertEquals(0, machine.pass().outcomes().size());
    }

    @Test
    void withoutAStateThereIsNothingToDo() {
        assertEquals(Verdict.NO_STATE, machine.pass().verdict());
        assertFalse(Files.exists(machine.path("/var/lib/hubwarden/ledger.json")));
    }

    @Test
    void aRefusedFileLeavesTheLastGoodStateInForce() throws Exception {
        machine.state(CLASS);
        machine.pass();
        machine.state("version: 1\nusers: [alice, Bob]\n");
        PassResult result = machine.pass();
        assertEquals(Verdict.CONVERGED, result.verdict());
        assertFalse(result.before().state().isCurrent());
        assertTrue(result.before().state().trouble().get(0).contains("state.yaml:2:16:"), result::toString);
        Files.delete(machine.path("/etc/sudoers.d/jupyterhub-admins"));
        assertEquals(1, machine.pass().outcomes().size(), "drift is still put right");
    }

    @Test
    void aRefusedPlanChangesNothingAndIsNotKeptAsGood() throws Exception {
        machine.state("version: 1\nusers: [u1, u2, u3, u4, u5]\n");
        machine.pass();
        String passwd = machine.text("/etc/passwd");
        machine.state("version: 1\nusers: []\n");
        assertEquals(Verdict.REFUSED, machine.pass().verdict());
        assertEquals(passwd, machine.text("/etc/passwd"));
        assertTrue(machine.text("/var/lib/hubwarden/state.last-good.yaml").contains("u5"));
    }

    @Test
    void aDamagedLedgerMeansThatNothingIsChanged() throws Exception {
        machine.state(CLASS);
        machine.pass();
        String ledger = machine.text("/var/lib/hubwarden/ledger.json");
        machine.write("/var/lib/hubwarden/ledger.json", ledger.replaceFirst("1002", "1003"));
        machine.state(CLASS + "groups: [cs101]\n");
        PassResult result = machine.pass();
        assertEquals(Verdict.FAILED, result.verdict());
        assertEquals(0, result.outcomes().size());
        assertTrue(result.failures().get(0).contains("ledger"), result::toString);
        assertFalse(machine.text("/etc/group").contains("cs101"));
    }

    @Test
    void whatTheLockKeepsAwayIsDoneLater() throws Exception {
        machine.state(CLASS);
        machine.write("/etc/passwd.lock", "1\0");
        PassResult result = machine.pass();
        assertEquals(Verdict.FAILED, result.verdict());
        assertFalse(machine.text("/etc/passwd").contains("jupyter"));
        Files.delete(machine.path("/etc/passwd.lock"));
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
    }

    @Test
    void aPassThatIsToldToStopBeginsNothingMore() throws Exception {
        machine.state(CLASS);
        Reconciler reconciler = machine.reconciler();
        AtomicInteger told = new AtomicInteger();
        PassResult result = reconciler.pass(
                reconciler.readStateFile(), Duration.ofSeconds(2), outcome -> told.incrementAndGet(), () -> true);
        assertEquals(0, told.get());
        assertEquals(Verdict.FAILED, result.verdict());
        assertFalse(Files.exists(machine.path("/home/jupyter-alice")));
    }
}
