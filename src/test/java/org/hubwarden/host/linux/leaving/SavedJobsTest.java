package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are set aside. */
class SavedJobsTest {

    private static final UnixName ANN = new UnixName("jupyter-ann");
    private static final long LARGEST = 16L << 20;

    @TempDir
    Path directory;

    private Path spool;
    private Path kept;
    private SavedJobs jobs;

    @BeforeEach
    void plant() throws Exception {
        spool = Files.createDirectories(directory.resolve("var/spool/cron/atjobs"));
        kept = Files.createDirectories(directory.resolve("var/lib/hubwarden")).resolve("leaving/jupyter-ann");
        jobs = new SavedJobs(new MachineRoot(directory.toRealPath()));
    }

    private Path job(String name, long size) throws Exception {
        Path job = spool.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(job.toFile(), "rw")) {
            file.setLength(size);
        }
        return job;
    }

    private void save(String... names) throws Exception {
        TreeSet<String> paths = new TreeSet<>();
        for (String name : names) {
            paths.add(SavedJobs.AT_JOBS + "/" + name);
        }
        jobs.save(new LeavingStep.SetAside(ANN, 1001, paths, new Reason("a test")));
    }

    /** Kept, it would fill the disk with the ledger on it. */
    @Test
    void oneThatNobodyWroteIsRemovedAndNotKeptAndHoldsNoOtherUp() throws Exception {
        Path huge = job("a1", LARGEST + 1);
        Path largest = job("a2", LARGEST);
        Path usual = job("a3", 3);
        save("a1", "a2", "a3");
        assertFalse(Files.exists(huge) || Files.exists(largest) || Files.exists(usual));
        assertFalse(Files.exists(kept.resolve("at-a1")));
        assertEquals(LARGEST, Files.size(kept.resolve("at-a2")));
        assertEquals(3, Files.size(kept.resolve("at-a3")));
    }

    @Test
    void nothingIsLeftOfACopyThatFailed() throws Exception {
        Path job = job("a1", 3);
        Files.createDirectories(kept.resolve("at-a1"));
        assertThrows(SystemCallFailure.class, () -> save("a1"));
        assertTrue(Files.exists(job));
        try (Stream<Path> left = Files.list(kept)) {
            assertEquals(1, left.count(), "the directory that stood in the way");
        }
    }
}
