package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.plan.Ends;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult.Verdict;
import org.hubwarden.spec.SudoersText;
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
    void anEndComesWithThePassAfterIt() throws Exception {
        machine.now = Instant.parse("2027-01-31T23:59:59Z");
        machine.state("version: 1\nusers:\n  alice: {until: 2027-01-31}\n  bob:\n  carl:\nadmins: [dana]\n");
        PassResult before = machine.pass();
        assertEquals(
                Optional.of(Instant.parse("2027-02-01T00:00:00Z")),
                before.nextEnds().map(Ends.Next::at));
        assertFalse(machine.text("/var/lib/hubwarden/ledger.json").contains("passed"));
        assertEquals(0, machine.pass().outcomes().size());
        machine.now = Instant.parse("2027-02-01T00:00:00Z");
        PassResult after = machine.pass();
        assertEquals(Verdict.CONVERGED, after.verdict(), after::toString);
        assertEquals(1, after.outcomes().size(), after::toString);
        assertTrue(machine.text("/etc/passwd").contains("/home/jupyter-alice:/usr/sbin/nologin"));
        assertTrue(machine.text("/var/lib/hubwarden/ledger.json").contains("\"passed\" : \"2027-02-01T00:00:00Z\""));
        assertEquals(Optional.empty(), after.nextEnds());
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

    private static final String EMPTY = "version: 1\nusers: []\n";

    private Stakes held(String before, String after) throws Exception {
        machine.state(before);
        machine.pass();
        machine.state(after);
        PassResult result = machine.pass();
        assertEquals(Verdict.HELD, result.verdict(), result::toString);
        return result.remaining().flatMap(Plan::hold).orElseThrow().stakes();
    }

    @Test
    void aHeldPlanLocksNobodyAndItsFileIsTheLastGood() throws Exception {
        held("version: 1\nusers: [u1, u2, u3, u4, u5]\n", EMPTY);
        assertFalse(machine.text("/etc/passwd").matches("(?s).*jupyter-u[1-5]:[^\n]*nologin.*"));
        assertEquals(EMPTY, machine.text("/var/lib/hubwarden/state.last-good.yaml"));
        Files.delete(machine.path(TreeMachine.STATE));
        assertEquals(Verdict.HELD, machine.pass().verdict(), "also when the file goes");
    }

    @Test
    void whoWasDemotedByAHeldFileStaysSoWhenTheFileGoes() throws Exception {
        held(
                "version: 1\nusers: [u1, u2, u3, u4]\nadmins: [dana, eve]\n",
                "version: 1\nusers: [eve]\nadmins: [dana]\n");
        assertTrue(machine.text("/etc/group").matches("(?s).*jupyterhub-admins:x:[0-9]+:jupyter-dana\n.*"));
        Files.delete(machine.path(TreeMachine.STATE));
        machine.pass();
        assertTrue(machine.text("/etc/group").matches("(?s).*jupyterhub-admins:x:[0-9]+:jupyter-dana\n.*"));
    }

    @Test
    void anApprovalIsForOneTime() throws Exception {
        Stakes stakes = held(CLASS, EMPTY);
        machine.approvals().write(new Approval(stakes, machine.now));
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
        assertTrue(machine.text("/etc/passwd").matches("(?s).*jupyter-alice:[^\n]*nologin\n.*"));
        assertEquals(List.of(), machine.approvals().read());
        assertEquals(stakes, held(CLASS, EMPTY), "asked again for the same");
    }

    @Test
    void anApprovalTypedDuringAPassIsForTheNext() throws Exception {
        Approval approval = new Approval(held(CLASS, EMPTY), machine.now);
        machine.state(CLASS);
        Files.delete(machine.path(SudoersText.ADMIN_RULE_PATH));
        Reconciler reconciler = machine.reconciler();
        reconciler.pass(reconciler.readStateFile(), Duration.ofSeconds(2), done -> type(approval), () -> false);
        assertEquals(List.of(approval), machine.approvals().read());
        machine.state(EMPTY);
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
        assertEquals(List.of(), machine.approvals().read());
    }

    private void type(Approval approval) {
        try {
            machine.approvals().write(approval);
        } catch (HostFailure e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anApprovalIsVoidAfterADay() throws Exception {
        Stakes stakes = held(CLASS, EMPTY);
        machine.approvals().write(new Approval(stakes, machine.now.minus(Duration.ofHours(24))));
        assertEquals(Verdict.HELD, machine.pass().verdict());
        assertEquals(List.of(), machine.approvals().read(), "and forgotten");
        machine.approvals().write(new Approval(stakes, machine.now.plus(Duration.ofHours(24))));
        assertEquals(Verdict.HELD, machine.pass().verdict());
        machine.approvals().write(new Approval(stakes, machine.now.minus(Duration.ofHours(23))));
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
    }

    @Test
    void anEditVoidsAnApprovalAlsoWhenItIsUndone() throws Exception {
        Stakes stakes = held(CLASS, EMPTY);
        machine.approvals().write(new Approval(stakes, machine.now));
        machine.state(EMPTY + "# an edit\n");
        assertEquals(Verdict.HELD, machine.pass().verdict());
        machine.state(EMPTY);
        assertEquals(Verdict.HELD, machine.pass().verdict());
        assertEquals(List.of(), machine.approvals().read());
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
        assertEquals(Verdict.INTERRUPTED, result.verdict());
        assertFalse(Files.exists(machine.path("/home/jupyter-alice")));
    }
}
