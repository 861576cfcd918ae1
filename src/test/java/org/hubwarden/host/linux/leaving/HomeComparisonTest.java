package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.DeepRemoval;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees, packed by the real tar: what the comparison finds, and that what comes back is the same. */
class HomeComparisonTest {

    private static final int DEEP = 3000;

    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void plant() throws Exception {
        home = Files.createDirectory(directory.resolve("home"));
        Files.writeString(home.resolve("file"), "one");
        Files.createDirectories(home.resolve("sub/empty"));
        Files.writeString(home.resolve("sub/other"), "two");
        Files.createLink(home.resolve("sub/same"), home.resolve("file"));
        Files.createSymbolicLink(home.resolve("link"), Path.of("x".repeat(200)));
        Files.writeString(home.resolve("n".repeat(200) + "\n=%"), "long");
        try (RandomAccessFile sparse =
                new RandomAccessFile(home.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(1L << 40);
            sparse.seek(1L << 30);
            sparse.write(new byte[300_000]);
            sparse.seek(1L << 31);
            sparse.write("middle".getBytes(StandardCharsets.US_ASCII));
        }
        new ProcessBuilder("mkfifo", home.resolve("fifo").toString()).start().waitFor();
        Files.getFileAttributeView(home.resolve("file"), UserDefinedFileAttributeView.class)
                .write("a=%\nb", ByteBuffer.wrap(new byte[] {0, '\n', (byte) 255}));
        Files.setPosixFilePermissions(home.resolve("sub"), PosixFilePermissions.fromString("r-x------"));
        for (String old : List.of("file", "sub", "sparse")) {
            Files.setLastModifiedTime(home.resolve(old), FileTime.from(-1_234_567_890_123L, TimeUnit.NANOSECONDS));
        }
    }

    private byte[] packed() throws Exception {
        List<String> command = new ArrayList<>(List.of("tar", "--create", "--format=posix", "--numeric-owner"));
        command.addAll(List.of("--xattrs", "--xattrs-include=*", "--sparse", "-C", home.toString(), "."));
        Process tar = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] bytes = tar.getInputStream().readAllBytes();
        assertEquals(0, tar.waitFor());
        return bytes;
    }

    private static String compare(Path tree, byte[] packed) throws Exception {
        StringWriter list = new StringWriter();
        try (Descriptor top = Descriptor.openRoot(tree)) {
            new HomeComparison("HOME", 0, list, Writer.nullWriter()).run(top, new TarStream(in(packed)));
        }
        return list.toString();
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private interface Deed {
        void run() throws Exception;
    }

    private void assertNoticed(String what, Deed deed) throws Exception {
        byte[] packed = packed();
        deed.run();
        HostFailure failure = assertThrows(HostFailure.class, () -> compare(home, packed));
        assertTrue(failure.sentence().contains(what), failure.sentence());
    }

    @Test
    void whatIsTheSameIsListed() throws Exception {
        List<String> lines = compare(home, packed()).lines().toList();
        assertEquals(10, lines.size());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(" ./" + "n".repeat(200) + "\\n=%")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("[-h].*(link to )?./sub/same.*")), lines::toString);
    }

    @Test
    void whatIsNotTheSameIsNamed() throws Exception {
        assertNoticed("./file in HOME has other content", () -> keepingTime("file", "eno"));
        keepingTime("file", "one");
        assertNoticed("./file in HOME has another size", () -> keepingTime("file", "one more"));
        keepingTime("file", "one");
        FileTime before = Files.getLastModifiedTime(home);
        assertNoticed("./link in HOME has another", () -> {
            Files.delete(home.resolve("link"));
            Files.createSymbolicLink(home.resolve("link"), Path.of("y".repeat(200)));
            Files.setLastModifiedTime(home, before);
        });
        assertNoticed(
                "./file in HOME has another time",
                () -> Files.setLastModifiedTime(home.resolve("file"), FileTime.fromMillis(5)));
        assertNoticed(
                "./file in HOME has another mode",
                () -> Files.setPosixFilePermissions(
                        home.resolve("file"), PosixFilePermissions.fromString("rwx------")));
        assertNoticed(
                "./file in HOME has other attributes",
                () -> Files.getFileAttributeView(home.resolve("file"), UserDefinedFileAttributeView.class)
                        .write("c", ByteBuffer.wrap(new byte[] {1})));
    }

    private void keepingTime(String name, String content) throws IOException {
        FileTime before = Files.getLastModifiedTime(home.resolve(name));
        Files.writeString(home.resolve(name), content);
        Files.setLastModifiedTime(home.resolve(name), before);
    }

    @Test
    void aFileThatTarPassedOverIsMissed() throws Exception {
        FileTime before = Files.getLastModifiedTime(home);
        byte[] packed = packed();
        Files.writeString(home.resolve("new"), "x");
        Files.setLastModifiedTime(home, before);
        HostFailure failure = assertThrows(HostFailure.class, () -> compare(home, packed));
        assertTrue(failure.sentence().contains("other files than the"), failure.sentence());
    }

    @Test
    void whatStandsInAHoleByNowIsFound() throws Exception {
        FileTime before = Files.getLastModifiedTime(home.resolve("sparse"));
        assertNoticed("./sparse in HOME has other content", () -> {
            try (RandomAccessFile sparse =
                    new RandomAccessFile(home.resolve("sparse").toFile(), "rw")) {
                sparse.seek(3L << 35);
                sparse.write(7);
            }
            Files.setLastModifiedTime(home.resolve("sparse"), before);
        });
    }

    @Test
    void anArchiveThatIsCutOrDamagedIsRefused() throws Exception {
        byte[] packed = packed();
        for (int size : List.of(0, 512, packed.length / 2, packed.length / 2 / 512 * 512)) {
            assertThrows(IOException.class, () -> compare(home, Arrays.copyOf(packed, size)), "" + size);
        }
        byte[] damaged = packed.clone();
        damaged[100] ^= 1;
        assertThrows(IOException.class, () -> compare(home, damaged));
    }

    @Test
    void itComesBackTheSameAtAnyDepth() throws Exception {
        try {
            deepen();
            comesBack();
        } finally {
            removeTrees();
        }
    }

    private void comesBack() throws Exception {
        byte[] packed = packed();
        Path back = Files.createDirectory(directory.resolve("back"));
        try (Descriptor top = Descriptor.openRoot(back)) {
            new HomeExtraction(new TarStream(in(packed))).run(top);
        }
        assertEquals(10 + DEEP, compare(back, packed).lines().count());
        assertEquals(
                Files.readAttributes(home, "unix:mode,lastModifiedTime"),
                Files.readAttributes(back, "unix:mode,lastModifiedTime"));
        assertTrue(allocated(back.resolve("sparse")) < 4096, "" + allocated(back.resolve("sparse")));
    }

    /** Whatever JUnit removes a tree with takes minutes for such a one. */
    private void removeTrees() throws Exception {
        try (Descriptor parent = Descriptor.openRoot(directory)) {
            for (FileName name : parent.list()) {
                DeepRemoval.remove(parent, name);
            }
        }
    }

    private void deepen() throws SystemCallFailure {
        FileName step = FileName.of("d");
        Descriptor here = Descriptor.openRoot(home);
        for (int i = 0; i < DEEP; i++) {
            here.makeDirectory(step, 0700);
            Descriptor down = here.openDirectory(step);
            here.close();
            here = down;
        }
        here.close();
    }

    /** In blocks of 512 bytes. */
    private static long allocated(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
}
