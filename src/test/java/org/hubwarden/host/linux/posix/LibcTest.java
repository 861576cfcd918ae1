package org.hubwarden.host.linux.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hubwarden.host.linux.homes.HomesFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibcTest {

    @TempDir
    Path directory;

    private Descriptor open() throws SystemCallFailure {
        return Descriptor.openRoot(directory);
    }

    @Test
    void statSaysWhatJavaSays() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "12345");

        try (Descriptor here = open()) {
            FileStat stat = here.stat(FileName.of("f"));
            assertEquals(HomesFixture.number(file, "uid"), stat.uid());
            assertEquals(HomesFixture.number(file, "gid"), stat.gid());
            assertEquals(HomesFixture.number(file, "mode"), stat.mode());
            assertEquals(HomesFixture.number(file, "ino"), stat.inode() & 0xFFFF_FFFFL);
            assertEquals(HomesFixture.number(file, "nlink"), stat.links());
            assertEquals(5, stat.size());
            assertEquals(Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS), stat.modifiedNanos());
        }
    }

    @Test
    void failuresNameTheFileAndTheErrno() throws Exception {
        try (Descriptor here = open()) {
            SystemCallFailure failure = assertThrows(SystemCallFailure.class, () -> here.stat(FileName.of("none")));
            assertEquals("cannot look at none: no such file or directory (ENOENT)", failure.sentence());
            assertTrue(failure.is(Errno.ENOENT));
        }
    }

    @Test
    void linksAreNotOpened() throws Exception {
        Files.createSymbolicLink(directory.resolve("d"), Path.of("/etc"));
        Files.createSymbolicLink(directory.resolve("f"), Path.of("/etc/passwd"));

        try (Descriptor here = open()) {
            assertThrows(SystemCallFailure.class, () -> here.openDirectory(FileName.of("d")));
            SystemCallFailure failure = assertThrows(SystemCallFailure.class, () -> here.openFile(FileName.of("f")));
            assertTrue(failure.is(Errno.ELOOP), failure.sentence());
        }
    }

    @Test
    void listsManyNames() throws Exception {
        for (int i = 0; i < 3000; i++) {
            Files.createFile(directory.resolve("a-rather-long-name-so-that-one-buffer-is-not-enough-" + i));
        }
        try (Descriptor here = open()) {
            assertEquals(3000, here.list().stream().distinct().count());
        }
    }

    @Test
    void writesAndReadsBack() throws Exception {
        byte[] content = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        try (Descriptor here = open()) {
            try (Descriptor file = here.createFile(FileName.of("f"), 0600)) {
                file.write(content);
                file.sync();
            }
            try (Descriptor file = here.openFile(FileName.of("f"))) {
                assertEquals(content.length, file.read(1 << 20).length);
            }
            try (Descriptor file = here.openFile(FileName.of("f"))) {
                assertEquals(70_000, file.read(70_000).length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\0b", "a\n/b"})
    void namesThatLeadElsewhereAreRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> FileName.of(name));
    }

    @Test
    void controlCharactersAreNotShown() {
        assertEquals("a?b", FileName.of("a\nb").toString());
    }

    @Test
    void unknownArchitecturesAreRefused() {
        assertEquals(0x8000, Constants.OpenFlags.of("aarch64").noFollow());
        assertThrows(IllegalStateException.class, () -> Constants.OpenFlags.of("mips"));
    }
}
