package org.hubwarden.host.linux;

import static org.hubwarden.host.linux.LedgerTree.CLEAN;
import static org.hubwarden.host.linux.LedgerTree.CURRENT;
import static org.hubwarden.host.linux.LedgerTree.forget;
import static org.hubwarden.host.linux.LedgerTree.ledger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.FaultyDisk;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger of an earlier version on the disk. */
class LedgerMigrationTest {

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

    @TempDir
    Path directory;

    private MachineTree tree;
    private FileLedgerStore store;

    @BeforeEach
    void makeTree() throws Exception {
        tree = new MachineTree(Root.tree(directory));
        store = new FileLedgerStore(tree.root());
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
                forget(tree);
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
}
