package org.hubwarden.host.linux.accounts;

import static org.hubwarden.host.linux.accounts.LinuxAccountFilesTest.CLEAN_AFTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.FaultyDisk;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.NioDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the account files are after the process died, or a call was refused, between any two steps. */
class AccountFileFaultsTest {

    @TempDir
    Path directory;

    private MachineTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
    }

    private void addBob(Disk disk) throws HostFailure {
        LinuxAccountFilesTest.addBob(tree, disk);
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void afterAFaultAtAnyStepEachFileIsTheOldOrTheNewOne(FaultyDisk.Fault fault) throws Exception {
        FaultyDisk counting = FaultyDisk.recording();
        addBob(counting);
        List<String> steps = counting.steps();
        assertTrue(steps.size() > 30, steps::toString);
        for (int step = 0; step < steps.size(); step++) {
            if (fault.concerns(steps.get(step))) {
                makeTree();
                tryToAddBob(new FaultyDisk(step, fault));
                assertOldOrNewInOrder(steps.get(step));
                addBob(new NioDisk());
                assertEquals(CLEAN_AFTER, tree.names("/etc"), steps.get(step));
            }
        }
    }

    private void tryToAddBob(Disk disk) {
        try {
            addBob(disk);
        } catch (HostFailure | FaultyDisk.Death e) {
            // Looked at afterwards.
        }
    }

    private void assertOldOrNewInOrder(String when) throws Exception {
        String done = "";
        for (AccountFile file : AccountFile.values()) {
            String text = tree.text("/etc/" + file.fileName());
            boolean changed = text.contains("jupyter-b");
            done += changed ? "+" : "-";
            String line = changed ? text.substring(text.indexOf("jupyter-b")) : "";
            assertEquals(old(file) + line, text, when);
            assertTrue(!changed || line.endsWith("\n"), when);
        }
        assertTrue(done.matches("\\+*-*"), when + ": " + done);
    }

    private static String old(AccountFile file) {
        return switch (file) {
            case PASSWD -> MachineTree.PASSWD;
            case GROUP -> MachineTree.GROUP;
            case SHADOW -> MachineTree.SHADOW;
            case GSHADOW -> MachineTree.GSHADOW;
        };
    }

    @Test
    void aDiskThatIsFullChangesNothingAndLeavesNothing() throws Exception {
        FaultyDisk counting = FaultyDisk.recording();
        addBob(counting);
        for (int step = 0; step < counting.steps().size(); step++) {
            if (counting.steps().get(step).startsWith("fill ")) {
                makeTree();
                tree.write("/etc/group-", "older");
                String sentence = fullAt(step);
                assertEquals("older", tree.text("/etc/group-"));
                assertTrue(sentence.contains("No space left on device; free some space"), sentence);
                assertEquals(MachineTree.GROUP, tree.text("/etc/group"));
                assertTrue(CLEAN_AFTER.containsAll(tree.names("/etc")), () -> sentence);
            }
        }
    }

    private String fullAt(int step) {
        FaultyDisk disk = new FaultyDisk(step, FaultyDisk.Fault.NO_SPACE);
        return assertThrows(HostFailure.class, () -> addBob(disk)).sentence();
    }

    @Test
    void aShortWriteIsNoticedByReadingBack() throws Exception {
        FaultyDisk counting = FaultyDisk.recording();
        addBob(counting);
        makeTree();
        int fill = counting.steps().indexOf("fill .passwd.hubwarden");
        FaultyDisk disk = new FaultyDisk(fill, FaultyDisk.Fault.SHORT_WRITE);
        String sentence = assertThrows(HostFailure.class, () -> addBob(disk)).sentence();
        assertTrue(sentence.contains("does not read back"), sentence);
        assertEquals(MachineTree.GROUP, tree.text("/etc/group"));
    }
}
