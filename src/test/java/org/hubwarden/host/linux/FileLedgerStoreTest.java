package org.hubwarden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.FaultyDisk;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Sha256;
import org.hubwarden.model.UnixName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLedgerStoreTest {

    private static final String CURRENT = "/var/lib/hubwarden/ledger.json";
    private static final String PREVIOUS = CURRENT + ".previous";
    private static final String MARKER = "/var/lib/hubwarden/ledger.began";
    private static final List<String> CLEAN = List.of("ledger.began", "ledger.json", "ledger.json.previous");

    @TempDir
    Path directory;

    private MachineTree tree;
    private FileLedgerStore store;

    @BeforeEach
    void makeTree() throws Exception {
        tree = new MachineTree(Root.tree(directory));
        store = new FileLedgerStore(tree.root());
    }

    /** A ledger with so many accounts. */
    private static Ledger ledger(int accounts) {
        var draft = Ledger.EMPTY.draft();
        for (int i = 1; i <= accounts; i++) {
            String name = "u" + i;
            draft.put(new LedgerAccount(
                    new HubName(name),
                    new UnixName("jupyter-" + name),
                    2000 + i,
                    2000 + i,
                    "/h",
                    false,
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty()));
        }
        return draft.done();
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

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void afterAFaultAtAnyStepOfTheFirstWriteThereIsNoneOrTheNewOne(FaultyDisk.Fault fault) throws Exception {
        FaultyDisk counting = FaultyDisk.recording();
        new FileLedgerStore(tree.root(), counting).write(ledger(1));
        for (int step = 0; step < counting.steps().size(); step++) {
            if (fault.concerns(counting.steps().get(step))) {
                forget();
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

    private boolean write(Disk disk, Ledger ledger) {
        try {
            new FileLedgerStore(tree.root(), disk).write(ledger);
            return true;
        } catch (HostFailure | FaultyDisk.Death e) {
            return false;
        }
    }

    private void forget() throws Exception {
        for (String name : tree.names("/var/lib/hubwarden")) {
            Files.delete(tree.path("/var/lib/hubwarden/" + name));
        }
    }

    /** The ledger as version 1 wrote it. */
    private String writtenByVersionOne(int accounts) throws Exception {
        store.write(ledger(accounts));
        StringBuilder content =
                new StringBuilder("{\n  \"highest_id\" : " + (2000 + accounts) + ",\n  \"accounts\" : [");
        for (int i = 1; i <= accounts; i++) {
            content.append(i == 1 ? "\n" : ",\n").append(ACCOUNT_OF_VERSION_1.formatted(i, i, 2000 + i, 2000 + i));
        }
        content.append("\n  ],\n  \"groups\" : [ ]\n}");
        String old = "{\n  \"version\" : 1,\n  \"checksum\" : \""
                + Sha256.hex(content.toString().getBytes(StandardCharsets.UTF_8)) + "\",\n  \"ledger\" : "
                + content.toString().replace("\n", "\n  ") + "\n}\n";
        tree.write(CURRENT, old);
        return old;
    }

    private static final String ACCOUNT_OF_VERSION_1 = """
                {
                  "hub" : "u%d",
                  "unix" : "jupyter-u%d",
                  "uid" : %d,
                  "gid" : %d,
                  "home" : "/h",
                  "housed" : false,
                  "adopted" : false,
                  "held_root" : false
                }""".indent(4).stripTrailing();

    @Test
    void anOlderVersionIsBackedUpThenMigratedOnce() throws Exception {
        String old = writtenByVersionOne(2);
        assertEquals(new LedgerReading.Older(1, ledger(2)), store.read());
        store.migrate();
        assertEquals(new LedgerReading.Intact(ledger(2)), store.read());
        assertEquals(old, tree.text(CURRENT + ".v1"));
        FaultyDisk disk = FaultyDisk.recording();
        new FileLedgerStore(tree.root(), disk).migrate();
        assertEquals(List.of(), disk.steps());
        store.write(ledger(3));
        store.write(ledger(4));
        assertEquals(old, tree.text(CURRENT + ".v1"));
    }

    @Test
    void aWriteMigratesAsWell() throws Exception {
        String old = writtenByVersionOne(2);
        store.write(ledger(3));
        assertEquals(new LedgerReading.Intact(ledger(3)), store.read());
        assertEquals(old, tree.text(CURRENT + ".v1"));
    }

    @Test
    void whatIsNotThereOrNewerOrDamagedIsNotMigrated() throws Exception {
        store.migrate();
        assertEquals(new LedgerReading.Missing(), store.read());
        store.write(ledger(1));
        for (String other : List.of("{\"version\":7,\"what\":[]}", "garbage", "")) {
            tree.write(CURRENT, other);
            store.migrate();
            assertEquals(other, tree.text(CURRENT));
        }
        assertFalse(Files.exists(tree.path(CURRENT + ".v1")));
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void afterAFaultAtAnyStepOfAMigrationThereIsTheOldOrTheNewOne(FaultyDisk.Fault fault) throws Exception {
        String old = writtenByVersionOne(2);
        FaultyDisk counting = FaultyDisk.recording();
        new FileLedgerStore(tree.root(), counting).migrate();
        assertTrue(counting.steps().contains("rename ledger.json.v1"), counting.steps()::toString);
        for (int step = 0; step < counting.steps().size(); step++) {
            if (fault.concerns(counting.steps().get(step))) {
                forget();
                writtenByVersionOne(2);
                boolean migrated = migrate(new FaultyDisk(step, fault));
                LedgerReading reading = store.read();
                boolean isNew = reading.equals(new LedgerReading.Intact(ledger(2)));
                assertTrue(isNew || (!migrated && reading.equals(new LedgerReading.Older(1, ledger(2)))));
                assertTrue(!isNew || old.equals(tree.text(CURRENT + ".v1")), "no new one without the backup");
                store.migrate();
                assertEquals(new LedgerReading.Intact(ledger(2)), store.read());
                assertEquals(old, tree.text(CURRENT + ".v1"));
                store.write(ledger(3));
                List<String> clean = new ArrayList<>(CLEAN);
                clean.add("ledger.json.v1");
                assertEquals(clean, tree.names("/var/lib/hubwarden"));
            }
        }
    }

    private boolean migrate(Disk disk) {
        try {
            new FileLedgerStore(tree.root(), disk).migrate();
            return true;
        } catch (HostFailure | FaultyDisk.Death e) {
            return false;
        }
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
