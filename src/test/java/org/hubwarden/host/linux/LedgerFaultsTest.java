package org.hubwarden.host.linux;

import static org.hubwarden.host.linux.LedgerTree.CLEAN;
import static org.hubwarden.host.linux.LedgerTree.CURRENT;
import static org.hubwarden.host.linux.LedgerTree.forget;
import static org.hubwarden.host.linux.LedgerTree.ledger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.FaultyDisk;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails, or a death, at any step of storing a ledger. */
class LedgerFaultsTest {

    @TempDir
    Path directory;

    private MachineTree tree;
    private FileLedgerStore store;

    @BeforeEach
    void makeTree() throws Exception {
        tree = new MachineTree(Root.tree(directory));
        store = new FileLedgerStore(tree.root());
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void afterAFaultAtAnyStepOfTheFirstWriteThereIsNoneOrTheNewOne(FaultyDisk.Fault fault) throws Exception {
        FaultyDisk counting = FaultyDisk.recording();
        new FileLedgerStore(tree.root(), counting).write(ledger(1));
        for (int step = 0; step < counting.steps().size(); step++) {
            if (fault.concerns(counting.steps().get(step))) {
                forget(tree);
                boolean written = write(new FaultyDisk(step, fault), ledger(1));
                LedgerReading reading = store.read();
                boolean none = reading.equals(new LedgerReading.Missing());
                assertTrue(none ? !written : reading.equals(new LedgerReading.Intact(ledger(1))), reading::toString);
                store.write(ledger(2));
                store.write(ledger(3));
                assertEquals(CLEAN, tree.names("/var/lib/hubwarden"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void afterAFaultAtAnyStepOfALaterWriteThereIsTheOldOrTheNewOne(FaultyDisk.Fault fault) throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        FaultyDisk counting = FaultyDisk.recording();
        new FileLedgerStore(tree.root(), counting).write(ledger(3));
        for (int step = 0; step < counting.steps().size(); step++) {
            if (fault.concerns(counting.steps().get(step))) {
                store.write(ledger(1));
                store.write(ledger(2));
                boolean written = write(new FaultyDisk(step, fault), ledger(3));
                boolean isNew = store.read().equals(new LedgerReading.Intact(ledger(3)));
                assertTrue(isNew || (!written && store.read().equals(new LedgerReading.Intact(ledger(2)))));
                assertPreviousIsReadable();
                store.write(ledger(4));
                assertEquals(new LedgerReading.Intact(ledger(4)), store.read());
                assertEquals(CLEAN, tree.names("/var/lib/hubwarden"));
            }
        }
    }

    private void assertPreviousIsReadable() throws Exception {
        byte[] current = Files.readAllBytes(tree.path(CURRENT));
        tree.write("/var/lib/hubwarden/kept", "");
        Files.move(tree.path(CURRENT), tree.path("/var/lib/hubwarden/kept"), StandardCopyOption.REPLACE_EXISTING);
        LedgerReading.ReadOnly lost = assertInstanceOf(LedgerReading.ReadOnly.class, store.read());
        assertTrue(lost.lastGood().equals(ledger(1)) || lost.lastGood().equals(ledger(2)));
        Files.move(tree.path("/var/lib/hubwarden/kept"), tree.path(CURRENT));
        assertEquals(current.length, Files.size(tree.path(CURRENT)));
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void oneThatWasPreparedIsTheOldOrTheNewOneAfterAnyFaultAsWell(FaultyDisk.Fault fault) throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        FaultyDisk counting = FaultyDisk.recording();
        assertTrue(prepareAndWrite(counting, ledger(3)));
        for (int step = 0; step < counting.steps().size(); step++) {
            if (fault.concerns(counting.steps().get(step))) {
                store.write(ledger(1));
                store.write(ledger(2));
                boolean written = prepareAndWrite(new FaultyDisk(step, fault), ledger(3));
                boolean isNew = store.read().equals(new LedgerReading.Intact(ledger(3)));
                assertTrue(isNew || (!written && store.read().equals(new LedgerReading.Intact(ledger(2)))));
                store.write(ledger(4));
                assertEquals(new LedgerReading.Intact(ledger(4)), store.read());
                assertEquals(CLEAN, tree.names("/var/lib/hubwarden"));
            }
        }
    }

    private boolean prepareAndWrite(Disk disk, Ledger ledger) {
        try {
            FileLedgerStore faulty = new FileLedgerStore(tree.root(), disk);
            faulty.prepare(ledger);
            faulty.write(ledger);
            return true;
        } catch (HostFailure | FaultyDisk.Death e) {
            return false;
        }
    }

    private boolean write(Disk disk, Ledger ledger) {
        try {
            new FileLedgerStore(tree.root(), disk).write(ledger);
            return true;
        } catch (HostFailure | FaultyDisk.Death e) {
            return false;
        }
    }
}
