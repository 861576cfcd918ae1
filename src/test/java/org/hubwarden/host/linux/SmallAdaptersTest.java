package org.hubwarden.host.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.PassLock;
import org.hubwarden.host.Waits;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.IdBlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters of a page each: ids, pass lock, status, journal, caches. */
@Timeout(120)
class SmallAdaptersTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private MachineTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
    }

    private IdRange loginDefs(String content) throws Exception {
        tree.write("/etc/login.defs", content);
        return new LinuxIdSources(tree.root()).loginDefs();
    }

    @Test
    void loginDefsSayTheRange() throws Exception {
        assertEquals(new IdRange(1000, 60000), new LinuxIdSources(tree.root()).loginDefs());
        assertEquals(
                new IdRange(5000, 6000),
                loginDefs("# UID_MIN 1\nUID_MIN\t\t\t 5000\n  UID_MAX 0x1770 # hex\nSYS_UID_MIN 101\n"));
        assertEquals(new IdRange(2000, 60000), loginDefs("UID_MIN 1500\nUID_MIN \"2000\"\nUID_MIN\n"));
    }

    @Test
    void loginDefsThatMakeNoSenseAreRefused() {
        for (String bad : List.of("UID_MIN 0\n", "UID_MIN 70000\n", "UID_MAX many\n", "UID_MIN -5\n")) {
            HostFailure refused = assertThrows(HostFailure.class, () -> loginDefs(bad));
            assertTrue(refused.sentence().contains("/etc/login.defs gives UID_M"), refused.sentence());
        }
    }

    @Test
    void subordinateRangesComeFromBothFilesWithoutBrokenLines() throws Exception {
        assertEquals(List.of(), new LinuxIdSources(tree.root()).subordinate());
        tree.write("/etc/subuid", "alice:100000:65536\nbroken\nbob:1:2:3\nbob::5\nbob:7:0\nbob:x:5\nbob:-1:5\n");
        tree.write("/etc/subgid", "# no\n1000:0x30d40:65536");
        assertEquals(
                List.of(new IdBlock(100000, 65536), new IdBlock(200000, 65536)),
                new LinuxIdSources(tree.root()).subordinate());
    }

    @Test
    void thePassLockKeepsProcessesApartAndSaysWhoHoldsIt() throws Exception {
        Files.createDirectories(tree.path("/run/hubwarden"));
        tree.write("/run/hubwarden/pass.lock", "");
        try (LockProcess other = LockProcess.on(tree.path("/run/hubwarden/pass.lock"))) {
            HostFailure refused =
                    assertThrows(HostFailure.class, () -> passLock().acquire(SHORT));
            assertTrue(refused.sentence().contains("java (pid " + other.pid() + ")"), refused.sentence());
        }
        try (PassLock.Held held = passLock().acquire(SHORT)) {
            assertEquals(
                    Long.toString(ProcessHandle.current().pid()), readByAnother(tree.path("/run/hubwarden/pass.lock")));
            try (LockProcess other = LockProcess.on(tree.path("/run/hubwarden/pass.lock"))) {
                assertFalse(other.holds());
            }
        }
    }

    // Opening and closing the file in this process would lose the lock.
    private static String readByAnother(Path file) throws Exception {
        Process cat = new ProcessBuilder("cat", file.toString()).start();
        return new String(cat.getInputStream().readAllBytes(), UTF_8).strip();
    }

    @Test
    void thePassLockKeepsTwoPassesOfThisProcessApart() throws Exception {
        try (PassLock.Held held = passLock().acquire(SHORT)) {
            assertThrows(HostFailure.class, () -> passLock().acquire(SHORT));
        }
        passLock().acquire(SHORT).close();
        assertEquals("rwxr-xr-x", tree.mode("/run/hubwarden"));
        assertEquals("rw-------", tree.mode("/run/hubwarden/pass.lock"));
    }

    private FilePassLock passLock() {
        return new FilePassLock(tree.root(), new Waits(InstantSource.system()));
    }

    @Test
    void theStatusIsPublishedForEverybody() throws Exception {
        FileStatusFile status = new FileStatusFile(tree.root());
        assertEquals(Optional.empty(), status.read());
        status.publish("{\"a\":\"\u00e9\"}");
        status.publish("{\"b\":\"\u00e9\"}");
        assertEquals(Optional.of("{\"b\":\"\u00e9\"}"), status.read());
        assertEquals("rw-r--r--", tree.mode("/run/hubwarden/status.json"));
        assertEquals(List.of("status.json"), tree.names("/run/hubwarden"));
    }

    @ParameterizedTest
    @CsvSource({"true,<3>made,ERROR", "true,<6>made,INFO", "false,made,WARNING"})
    void journalLinesBearTheirPriorityWhereJournaldListens(boolean prefixed, String line, Journal.Priority priority) {
        assertEquals(line + "\n", written(prefixed, priority, "made"));
    }

    @Test
    void journalLinesCannotBeForged() {
        assertEquals(
                "<6>a\\x0a<0>b\\x1b[2J\\x00\\x7f\\xc2\\x85\\xe2\\x80\\xa8\\xe2\\x80\\xae \u00e9\u65e5\ud83d\ude00\n",
                written(
                        true,
                        Journal.Priority.INFO,
                        "a\n<0>b\u001b[2J\0\u007f\u0085\u2028\u202e \u00e9\u65e5\ud83d\ude00"));
    }

    private static String written(boolean prefixed, Journal.Priority priority, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new StderrJournal(new PrintStream(bytes, false, UTF_8), prefixed)
                .write(new JournalEntry(priority, "00000000000000000000000000000000", message, List.of()));
        return bytes.toString(UTF_8);
    }

    @Test
    void journaldListensOnlyWhereStderrIsItsStream() throws Exception {
        Map<String, Object> stderr = Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
        assertTrue(
                StderrJournal.leadsToJournald(Map.of("JOURNAL_STREAM", stderr.get("dev") + ":" + stderr.get("ino"))));
        assertFalse(StderrJournal.leadsToJournald(Map.of("JOURNAL_STREAM", "1:2")));
        assertFalse(StderrJournal.leadsToJournald(Map.of()));
    }

    @Test
    void cachesAreToldOnlyWhereTheyRun() throws Exception {
        Set<AccountFile> both = EnumSet.of(AccountFile.GROUP, AccountFile.PASSWD);
        for (String program : List.of("nscd", "sss_cache", "restorecon")) {
            Files.createDirectories(tree.path("/usr/sbin"));
            tree.write("/usr/sbin/" + program, "", "rwxr-xr-x");
        }
        assertEquals(List.of(), NameCaches.commands(tree.root(), both));
        for (String sign : List.of("/run/nscd/socket", "/var/lib/sss/pipes/nss", "/sys/fs/selinux/enforce")) {
            Files.createDirectories(tree.path(sign));
        }
        String bin = tree.path("/usr/sbin").toString();
        assertEquals(
                List.of(
                        List.of(bin + "/nscd", "-i", "passwd"),
                        List.of(bin + "/nscd", "-i", "group"),
                        List.of(bin + "/sss_cache", "-U", "-G"),
                        List.of(bin + "/restorecon", "/etc/group", "/etc/group-", "/etc/passwd", "/etc/passwd-")),
                NameCaches.commands(tree.root(), both));
        assertEquals(List.of(), NameCaches.commands(tree.root(), Set.of()));
    }

    @Test
    void aRootIsADirectoryThatExists(@TempDir Path other) throws Exception {
        Files.writeString(other.resolve("file"), "");
        assertThrows(HostFailure.class, () -> Root.tree(other.resolve("missing")));
        assertThrows(HostFailure.class, () -> Root.tree(other.resolve("file")));
        Files.createSymbolicLink(other.resolve("link"), directory);
        assertEquals(tree.root(), Root.tree(other.resolve("link")));
        assertTrue(Root.tree(Path.of("/")).isMachine());
        assertFalse(tree.root().isMachine());
    }

    @Test
    void whoWeAreIsWhoOwnsWhatWeMake() throws Exception {
        assertEquals(PathStat.of(tree.path("/etc/passwd")).uid(), EffectiveUser.uid());
    }
}
