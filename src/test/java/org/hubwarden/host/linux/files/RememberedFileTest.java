package org.hubwarden.host.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Granule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a file is read again. */
class RememberedFileTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    @TempDir
    Path directory;

    private final RememberedFile<String> memory = new RememberedFile<>(1000);
    private final AtomicInteger made = new AtomicInteger();
    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = directory.resolve("file");
        Files.writeString(file, "one");
    }

    private String read() throws HostFailure {
        return memory.read(file, bytes -> {
            made.incrementAndGet();
            return new String(bytes, StandardCharsets.UTF_8);
        });
    }

    @Test
    void aFileThatWasJustWrittenIsReadAgain() throws Exception {
        read();
        read();
        assertEquals(2, made.get());
    }

    @Test
    void aFileThatIsTheSameForAWhileIsNot() throws Exception {
        Thread.sleep(300);
        read();
        read();
        assertEquals(1, made.get());
        Files.writeString(file, "two");
        assertEquals("two", read());
        Files.delete(file);
        assertEquals("", read());
    }

    @Test
    void stampsTellOnlyWhenTheyAreOlderThanTheyAreCoarse() {
        long now = 1_800_000_000L * SECOND + 500 * MILLI;
        assertFalse(Granule.isOver(now, now));
        assertFalse(Granule.isOver(now - 99 * MILLI, now));
        assertTrue(Granule.isOver(now - 101 * MILLI, now));
        assertFalse(Granule.isOver(now + SECOND, now), "a clock that was set back");
        assertFalse(Granule.isOver(now - 500 * MILLI, now), "whole seconds");
        assertFalse(Granule.isOver(now - 2 * SECOND - 500 * MILLI, now), "pairs of seconds");
        assertTrue(Granule.isOver(now - 3 * SECOND - 500 * MILLI, now));
    }
}
