package org.hubwarden.host.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.host.linux.files.Chase;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Root;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileStateFileTest {

    private static final String STATE = "/etc/hubwarden/state.yaml";
    private static final String TEXT = "version: 1\nusers: [alice]\n";

    @TempDir
    Path directory;

    private MachineTree tree;
    private FileStateFile file;

    @BeforeEach
    void makeTree() throws Exception {
        tree = new MachineTree(Root.tree(directory));
        file = new FileStateFile(tree.root());
        make("/etc", "rwxr-xr-x");
        make("/etc/hubwarden", "rwxr-xr-x");
        tree.write(STATE, TEXT);
    }

    private void make(String path, String mode) throws Exception {
        Files.createDirectories(tree.path(path));
        Files.setPosixFilePermissions(tree.path(path), PosixFilePermissions.fromString(mode));
    }

    private String content() {
        StateFileReading reading = file.read();
        return new String(
                assertInstanceOf(StateFileReading.Content.class, reading, reading::toString)
                        .bytes(),
                UTF_8);
    }

    private void assertRefused(String part) {
        StateFileReading reading = file.read();
        String why = assertInstanceOf(StateFileReading.Refused.class, reading).why();
        assertTrue(why.contains(part), why);
    }

    @Test
    void readsWhatIsThere() {
        assertEquals(TEXT, content());
        assertEquals(tree.path(STATE).toString(), file.path());
    }

    @Test
    void fileDeletedIsAbsent() throws Exception {
        Files.delete(tree.path(STATE));
        assertEquals(new StateFileReading.Absent(), file.read());
        Files.delete(tree.path("/etc/hubwarden"));
        assertEquals(new StateFileReading.Absent(), file.read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rwxrwxrwx"})
    void fileThatOthersCanWriteIsRefused(String mode) throws Exception {
        tree.write(STATE, TEXT, mode);
        assertRefused("state.yaml can be written by others than its owner");
        assertRefused("chmod go-w " + tree.path(STATE));
    }

    @ParameterizedTest
    @CsvSource({"/etc/hubwarden,rwxrwxrwx", "/etc/hubwarden,rwxrwxr-x", "/etc,rwxr-xrwx"})
    void parentDirectory0777IsRefused(String parent, String mode) throws Exception {
        make(parent, mode);
        assertRefused(tree.path(parent) + " can be written by others");
    }

    @Test
    void parentsAreCheckedInsideTheTreeOnly() throws Exception {
        make("/", "rwxrwxrwx");
        assertEquals(TEXT, content());
    }

    @Test
    void ownerUid1000IsRefused() throws Exception {
        long owner = PathStat.of(tree.path(STATE)).uid();
        Chase chase = Chase.of(tree.root(), STATE);
        assertEquals(Optional.empty(), new Trust(owner).fault(chase.steps()));
        String why = new Trust(owner + 1000).fault(chase.steps()).orElseThrow();
        assertTrue(why.contains("belongs to uid " + owner + " and must belong to uid " + (owner + 1000)), why);
    }

    @Test
    void isAFifoWithoutWriterAndIsNotOpened() throws Exception {
        Files.delete(tree.path(STATE));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", "-m", "644", tree.path(STATE).toString())
                        .start()
                        .waitFor());
        assertRefused("is a FIFO, not a regular file");
    }

    @Test
    void isDevZeroBySymlink() throws Exception {
        Files.delete(tree.path(STATE));
        Files.createSymbolicLink(tree.path(STATE), Path.of("/dev/zero"));
        assertRefused("leads through a link to " + tree.path("/dev"));
        String why = assertThrows(HostFailure.class, () -> FileContent.read(Path.of("/dev/zero"), 10, 1))
                .sentence();
        assertTrue(why.contains("is a device, not a regular file"), why);
    }

    @Test
    void isADirectory() throws Exception {
        Files.delete(tree.path(STATE));
        make(STATE, "rwxr-xr-x");
        assertRefused("is a directory, not a regular file");
    }

    @Test
    void aLinkIsFollowedAndItsTargetIsJudged() throws Exception {
        make("/srv", "rwxr-xr-x");
        tree.write("/srv/one.yaml", "one");
        relink("../../srv/one.yaml");
        assertEquals("one", content());
        tree.write("/srv/one.yaml", "one", "rw-rw-rw-");
        assertRefused("one.yaml can be written by others");
    }

    @Test
    void symlinkSwapIsSeenAtTheNextReadAndTheTargetsDirectoryIsJudged() throws Exception {
        make("/srv", "rwxr-xr-x");
        make("/tmp", "rwxrwxrwx");
        tree.write("/srv/one.yaml", "one");
        tree.write("/tmp/two.yaml", "two");
        relink("/srv/one.yaml");
        assertEquals("one", content());
        relink("/tmp/two.yaml");
        assertRefused(tree.path("/tmp") + " can be written by others");
    }

    @Test
    void aLinkThroughADirectoryOthersCanWriteIsRefusedAlthoughItsTargetIsSafe() throws Exception {
        make("/srv", "rwxr-xr-x");
        make("/tmp", "rwxrwxrwx");
        tree.write("/srv/one.yaml", "one");
        Files.createSymbolicLink(tree.path("/tmp/hop"), Path.of("/srv/one.yaml"));
        relink("/tmp/hop");
        assertRefused(tree.path("/tmp") + " can be written by others");
    }

    @Test
    void aLinkNeverLeadsOutOfTheTree(@TempDir Path outside) throws Exception {
        Files.writeString(outside.resolve("state.yaml"), "outside");
        relink(outside.resolve("state.yaml").toString());
        assertRefused("where nothing is");
        relink("../../../../../../../../../.." + outside.resolve("state.yaml"));
        assertRefused("where nothing is");
    }

    @Test
    void aDirectoryLinkIsFollowedInsideTheTree() throws Exception {
        make("/srv/hub", "rwxr-xr-x");
        tree.write("/srv/hub/state.yaml", "linked");
        Files.delete(tree.path(STATE));
        Files.delete(tree.path("/etc/hubwarden"));
        Files.createSymbolicLink(tree.path("/etc/hubwarden"), Path.of("/srv/./hub/"));
        assertEquals("linked", content());
    }

    @Test
    void linksInACircleAreRefused() throws Exception {
        relink("state.yaml");
        assertRefused("Too many levels of symbolic links");
    }

    private void relink(String target) throws Exception {
        Path link = tree.path("/etc/hubwarden/new");
        Files.createSymbolicLink(link, Path.of(target));
        Files.move(link, tree.path(STATE), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aFileOver64MiBIsRefusedUnread() throws Exception {
        try (RandomAccessFile sparse = new RandomAccessFile(tree.path(STATE).toFile(), "rw")) {
            sparse.setLength(FileStateFile.LIMIT + 1);
        }
        assertRefused("more than the 67108864");
    }

    @Test
    void renameOverWithTheSameMtimeAndSizeIsOtherContent() throws Exception {
        content();
        var time = Files.getLastModifiedTime(tree.path(STATE));
        Path next = tree.path("/etc/hubwarden/next");
        Files.writeString(next, TEXT.replace("alice", "carol"));
        Files.setLastModifiedTime(next, time);
        Files.move(next, tree.path(STATE), StandardCopyOption.ATOMIC_MOVE);
        assertTrue(content().contains("carol"));
    }

    @Test
    void filesBesideItAreIgnored() throws Exception {
        for (String name : new String[] {"state.yaml~", ".state.yaml.swp", "sedAbCdEf", "4913"}) {
            tree.write("/etc/hubwarden/" + name, "garbage", "rw-rw-rw-");
        }
        assertEquals(TEXT, content());
    }

    @Test
    void keepsTheLastGoodOne() throws Exception {
        assertEquals(Optional.empty(), file.lastGood());
        file.keepLastGood(TEXT.getBytes(UTF_8));
        assertEquals(TEXT, new String(file.lastGood().orElseThrow(), UTF_8));
        assertEquals("rw-------", tree.mode("/var/lib/hubwarden/state.last-good.yaml"));
        assertEquals("rwx------", tree.mode("/var/lib/hubwarden"));
        PathStat before = PathStat.of(tree.path("/var/lib/hubwarden/state.last-good.yaml"));
        file.keepLastGood(TEXT.getBytes(UTF_8));
        assertEquals(before, PathStat.of(tree.path("/var/lib/hubwarden/state.last-good.yaml")));
        file.keepLastGood("other\n".getBytes(UTF_8));
        assertEquals("other\n", new String(file.lastGood().orElseThrow(), UTF_8));
        assertFalse(tree.names("/var/lib/hubwarden").contains(".state.last-good.yaml"));
    }
}
