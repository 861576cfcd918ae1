package org.hubwarden.host.linux;

import static org.hubwarden.host.linux.LedgerTree.CLEAN;
import static org.hubwarden.host.linux.LedgerTree.CURRENT;
import static org.hubwarden.host.linux.LedgerTree.MARKER;
import static org.hubwarden.host.linux.LedgerTree.PREVIOUS;
import static org.hubwarden.host.linux.LedgerTree.ledger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.FaultyDisk;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLedgerStoreTest {

    @TempDir
    Path directory;

    private MachineTree tree;
    private FileLedgerStore store;

    @BeforeEach
    void makeTree() throws Exception {
        tree = new MachineTree(Root.tree(directory));
        store = new FileLedgerStore(tree.root());
    }

    private LedgerReading.ReadOnly readOnly() {
        LedgerReading.ReadOnly reading = assertInstanceOf(LedgerReading.ReadOnly.class, store.read());
        HostFailure refused = assertThrows(HostFailure.class, () -> store.write(ledger(9)));
        assertEquals(reading.why(), refused.sentence());
        return reading;
    }

    @Test
    void aMachineThatWasNeverManagedHasNone() {
        assertEquals(new LedgerReading.Missing(), store.read());
        assertFalse(Files.exists(tree.path("/var")));
    }

    @Test
    void keepsTheGenerationBefore() throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        byte[] second = Files.readAllBytes(tree.path(CURRENT));
        store.write(ledger(3));
        assertEquals(new LedgerReading.Intact(ledger(3)), store.read());
        assertEquals(new String(second, StandardCharsets.UTF_8), Files.readString(tree.path(PREVIOUS)));
        assertEquals(CLEAN, tree.names("/var/lib/hubwarden"));
    }

    @Test
    void nobodyElseCanReadIt() throws Exception {
        store.write(ledger(1));
        assertEquals("rwx------", tree.mode("/var/lib/hubwarden"));
        assertEquals("rw-------", tree.mode(CURRENT));
    }

    @Test
    void registryCorruptBadChecksumMeansReadOnlyFromThePreviousGeneration() throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        tree.write(CURRENT, tree.text(CURRENT).replace("2002", "2003"));
        String damaged = tree.text(CURRENT);
        LedgerReading.ReadOnly reading = readOnly();
        assertEquals(ledger(1), reading.lastGood());
        assertTrue(reading.why().contains("is damaged: its checksum does not fit"), reading.why());
        assertTrue(reading.why().contains("cp -a " + tree.path(PREVIOUS) + " " + tree.path(CURRENT)), reading.why());
        assertEquals(damaged, tree.text(CURRENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{", "\0\0\0"})
    void garbageIsNeverAFreshStart(String garbage) throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        tree.write(CURRENT, garbage);
        assertEquals(ledger(1), readOnly().lastGood());
    }

    @Test
    void followingTheSentenceMakesItWork() throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        tree.write(CURRENT, "garbage");
        readOnly();
        Files.copy(tree.path(PREVIOUS), tree.path(CURRENT), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(new LedgerReading.Intact(ledger(1)), store.read());
        store.write(ledger(2));
    }

    @Test
    void aLedgerThatIsGoneIsNeverAFreshStart() throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        Files.delete(tree.path(CURRENT));
        assertEquals(ledger(1), readOnly().lastGood());
        assertTrue(
                readOnly().why().contains("ledger.json is missing"), readOnly().why());
    }

    @Test
    void aLedgerThatIsGoneWithItsPreviousGenerationIsNeverAFreshStart() throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        Files.delete(tree.path(CURRENT));
        Files.delete(tree.path(PREVIOUS));
        assertEquals(Ledger.EMPTY, readOnly().lastGood());
        assertTrue(readOnly().why().contains("to begin anew"), readOnly().why());
        Files.delete(tree.path(MARKER));
        assertEquals(new LedgerReading.Missing(), store.read());
    }

    @Test
    void aNewerVersionIsReadOnlyAndNotOverwritten() throws Exception {
        store.write(ledger(1));
        store.write(ledger(2));
        tree.write(CURRENT, "{\"version\":7,\"what\":[]}");
        LedgerReading.ReadOnly reading = readOnly();
        assertTrue(reading.why().contains("version 7, written by a newer hubwarden"), reading.why());
        assertEquals(ledger(1), reading.lastGood());
    }

    @Test
    void whatIsNoFileIsNeverAFreshStart() throws Exception {
        Files.createDirectories(tree.path(CURRENT));
        assertTrue(readOnly().why().contains("is a directory"), readOnly().why());
    }

    @Test
    void aDirectoryThatIsAFileIsNeverAFreshStart() throws Exception {
        Files.createDirectories(tree.path("/var"));
        tree.write("/var/lib", "a file");
        assertTrue(readOnly().why().contains("Not a directory"), readOnly().why());
    }

    /** What costs time is done before the lock is taken: the content is on the disk, and only names are given afterwards. */
    @Test
    void onlyNamesAreLeftOfOneThatWasPrepared() throws Exception {
        store.write(ledger(1));
        FaultyDisk disk = FaultyDisk.recording();
        FileLedgerStore prepared = new FileLedgerStore(tree.root(), disk);
        Ledger next = ledger(2);
        prepared.prepare(next);
        assertTrue(disk.steps().contains("flush .ledger.json"), disk.steps()::toString);
        assertEquals(new LedgerReading.Intact(ledger(1)), store.read());
        disk.steps().clear();
        prepared.write(next);
        assertFalse(disk.steps().contains("fill .ledger.json"), disk.steps()::toString);
        assertEquals(new LedgerReading.Intact(next), store.read());
    }

    @Test
    void anotherThanWasPreparedIsWrittenAsItIs() throws Exception {
        store.write(ledger(1));
        store.prepare(ledger(2));
        store.write(ledger(3));
        assertEquals(new LedgerReading.Intact(ledger(3)), new FileLedgerStore(tree.root()).read());
        Ledger touched = ledger(4);
        store.prepare(touched);
        tree.write("/var/lib/hubwarden/.ledger.json", "garbage");
        store.write(touched);
        assertEquals(new LedgerReading.Intact(touched), new FileLedgerStore(tree.root()).read());
    }

    @Test
    void contentIsDurableBeforeItsNameIs() throws Exception {
        store.write(ledger(1));
        FaultyDisk disk = FaultyDisk.recording();
        new FileLedgerStore(tree.root(), disk).write(ledger(2));
        List<String> steps = disk.steps();
        assertTrue(steps.indexOf("fill .ledger.json") < steps.indexOf("rename ledger.json"), steps::toString);
        assertTrue(steps.indexOf("rename ledger.json.previous") < steps.indexOf("rename ledger.json"), steps::toString);
        assertEquals("sync hubwarden", steps.get(steps.size() - 1));
    }
}
