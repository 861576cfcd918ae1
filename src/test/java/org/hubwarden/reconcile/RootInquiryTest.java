package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.rights.LinuxRightsLook;
import org.hubwarden.host.tree.NoSudoPrograms;
import org.hubwarden.reconcile.PassResult.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer says whether the state file is still the one that it was asked beside. */
class RootInquiryTest {

    private static final String CLASS = "version: 1\nusers: [alice, bob]\nadmins: [bob]\n";

    @TempDir
    Path directory;

    private TreeMachine machine;
    private Reconciler reconciler;
    private RootInquiry inquiry;

    @BeforeEach
    void aClass() throws Exception {
        machine = new TreeMachine(directory);
        machine.state(CLASS);
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
        reconciler = machine.reconciler();
        Doors doors = machine.doors(files -> files);
        inquiry = new RootInquiry(
                doors,
                new LinuxRightsLook(Root.tree(directory), new NoSudoPrograms(), doors.waits(), Duration.ofMinutes(1)));
    }

    private boolean isOfLook(Assessment look) throws HostFailure {
        return inquiry.ask(look).isOfLook();
    }

    @Test
    void theSameFileIsTheOneOfTheLook() throws Exception {
        assertTrue(isOfLook(reconciler.assess()));
    }

    @Test
    void oneThatWasSavedSinceIsAnother() throws Exception {
        Assessment look = reconciler.assess();
        machine.state(CLASS.replace("[bob]", "[]"));
        assertFalse(isOfLook(look));
        Files.delete(machine.path(TreeMachine.STATE));
        assertFalse(isOfLook(look), "nor is none");
    }

    @Test
    void whereAnEarlierStateIsInForceTheFileDoesNotCount() throws Exception {
        machine.state("version: 1\nusers: [alice");
        assertTrue(isOfLook(reconciler.assess()));
    }
}
