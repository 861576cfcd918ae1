package org.hubwarden.host.linux.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hubwarden.host.HostFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read and compared in pieces of 64 KiB, of sizes around one and several of them. */
class FileContentTest {

    private static final int PIECE = 64 * 1024;
    private static final List<Integer> SIZES =
            List.of(0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE - 1, 3 * PIECE, 3 * PIECE + 7);

    @TempDir
    Path directory;

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    @Test
    void isWrittenReadAndComparedWhole() throws Exception {
        for (int size : SIZES) {
            Path file = directory.resolve("of" + size);
            byte[] content = random(size);
            Files.createFile(file);
            new NioDisk().fill(file, content);
            assertArrayEquals(content, Files.readAllBytes(file));
            assertArrayEquals(
                    content, FileContent.read(file, 1 << 20, 1).orElseThrow().bytes());
            assertTrue(FileContent.holds(file, content));
            assertEquals(Optional.of(PathStat.of(file)), FileContent.statOf(file, content, 1));
        }
    }

    @Test
    void aDifferenceIsFoundAnywhere() throws Exception {
        Path file = directory.resolve("file");
        byte[] content = random(3 * PIECE + 7);
        Files.write(file, content);
        for (int at : List.of(0, PIECE - 1, PIECE, 2 * PIECE + 5, content.length - 1)) {
            byte[] other = content.clone();
            other[at]++;
            assertFalse(FileContent.holds(file, other), () -> "byte " + at);
            assertEquals(Optional.empty(), FileContent.statOf(file, other, 1));
        }
        for (int size : List.of(0, PIECE, content.length - 1, content.length + 1, 4 * PIECE)) {
            assertFalse(FileContent.holds(file, Arrays.copyOf(content, size)), () -> size + " bytes");
        }
    }

    @Test
    void whatIsNotThereHasNoContentAndALinkIsRefused() throws Exception {
        assertEquals(Optional.empty(), FileContent.statOf(directory.resolve("nothing"), new byte[0], 1));
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("file"));
        Files.write(directory.resolve("file"), new byte[] {1});
        assertThrows(HostFailure.class, () -> FileContent.statOf(link, new byte[] {1}, 1));
    }
}
