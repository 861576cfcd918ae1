package org.hubwarden.host.linux.accounts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.FaultyDisk;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.GshadowEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class LinuxAccountFilesTest {

    private static final List<String> CLEAN = List.of("group", "gshadow", "passwd", "shadow");
    /** What is in a tree's /etc after a transaction that wrote all four. */
    static final List<String> CLEAN_AFTER =
            List.of(".pwd.lock", "group", "group-", "gshadow", "gshadow-", "passwd", "passwd-", "shadow", "shadow-");

    @TempDir
    Path directory;

    private MachineTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
    }

    /** Adds an account to all four files. */
    static AccountDatabases withBob(AccountDatabases before) {
        return new AccountDatabases(
                before.passwd()
                        .with(List.of(new PasswdEntry("jupyter-b", "x", 2002, 2002, "", "/home/jupyter-b", "/bin/sh"))),
                before.group().with(List.of(new GroupEntry("jupyter-b", "x", 2002, List.of()))),
                before.shadow()
                        .with(List.of(new ShadowEntry("jupyter-b", "!", "20000", "0", "99999", "7", "", "", ""))),
                before.gshadow().map(g -> g.with(List.of(new GshadowEntry("jupyter-b", "!", List.of(), List.of())))));
    }

    /** Adds a group to the group file. */
    static AccountDatabases withGroup(AccountDatabases before, long gid) {
        return new AccountDatabases(
                before.passwd(),
                before.group().with(List.of(new GroupEntry("g" + gid, "x", gid, List.of()))),
                before.shadow(),
                before.gshadow());
    }

    private void addBob(Disk disk) throws HostFailure {
        addBob(tree, disk);
    }

    /** Adds an account to all four files of a tree, in one transaction. */
    public static void addBob(MachineTree tree, Disk disk) throws HostFailure {
        try (AccountTransaction transaction = new LinuxAccountFiles(
                        tree.root(), disk, pid -> true, new Waits(InstantSource.system()))
                .begin(Duration.ofSeconds(5))) {
            AccountDatabases before = transaction.read();
            transaction.write(before, withBob(before));
        }
    }

    private LinuxAccountFiles files(Disk disk) {
        return new LinuxAccountFiles(tree.root(), disk, pid -> true, new Waits(InstantSource.system()));
    }

    private String refusal() {
        return assertThrows(HostFailure.class, () -> addBob(new NioDisk())).sentence();
    }

    @Test
    void addsToAllFourAndKeepsEveryOtherByte() throws Exception {
        addBob(new NioDisk());
        assertEquals(MachineTree.PASSWD + "jupyter-b:x:2002:2002::/home/jupyter-b:/bin/sh\n", tree.text("/etc/passwd"));
        assertEquals(MachineTree.GROUP + "jupyter-b:x:2002:\n", tree.text("/etc/group"));
        assertEquals(MachineTree.SHADOW + "jupyter-b:!:20000:0:99999:7:::\n", tree.text("/etc/shadow"));
        assertEquals(MachineTree.GSHADOW + "jupyter-b:!::\n", tree.text("/etc/gshadow"));
        assertEquals(CLEAN_AFTER, tree.names("/etc"));
    }

    @Test
    void keepsTheContentBeforeAsBackupWithTheSameMode() throws Exception {
        addBob(new NioDisk());
        assertEquals(MachineTree.PASSWD, tree.text("/etc/passwd-"));
        assertEquals(MachineTree.SHADOW, tree.text("/etc/shadow-"));
        assertEquals("rw-r-----", tree.mode("/etc/shadow-"));
        assertEquals("rw-r-----", tree.mode("/etc/shadow"));
    }

    @Test
    void shadowMode0644IsNeitherWidenedNorNarrowed() throws Exception {
        tree.write("/etc/shadow", MachineTree.SHADOW, "rw-r--r--");
        tree.write("/etc/passwd", MachineTree.PASSWD, "rw-------");
        addBob(new NioDisk());
        assertEquals("rw-r--r--", tree.mode("/etc/shadow"));
        assertEquals("rw-------", tree.mode("/etc/passwd"));
        assertEquals("rw-------", tree.mode("/etc/passwd-"));
    }

    @Test
    void writesPasswdLast() throws Exception {
        FaultyDisk disk = FaultyDisk.recording();
        addBob(disk);
        assertEquals(
                List.of("rename group", "rename gshadow", "rename shadow", "rename passwd"),
                disk.steps().stream().filter(s -> s.matches("rename [a-z]+")).toList());
    }

    @Test
    void doesNotTouchFilesThatStayEqual() throws Exception {
        PathStat shadow = PathStat.of(tree.path("/etc/shadow"));
        try (AccountTransaction transaction = files(new NioDisk()).begin(Duration.ofSeconds(5))) {
            AccountDatabases before = transaction.read();
            AccountDatabases after = withBob(before);
            transaction.write(
                    before, new AccountDatabases(before.passwd(), after.group(), before.shadow(), before.gshadow()));
        }
        assertEquals(shadow, PathStat.of(tree.path("/etc/shadow")));
        assertFalse(Files.exists(tree.path("/etc/shadow-")));
        assertTrue(Files.exists(tree.path("/etc/group-")));
    }

    @Test
    void writesTwiceInOneTransaction() throws Exception {
        try (AccountTransaction transaction = files(new NioDisk()).begin(Duration.ofSeconds(5))) {
            AccountDatabases before = transaction.read();
            transaction.write(before, withBob(before));
            transaction.write(withBob(before), before);
        }
        assertEquals(MachineTree.PASSWD, tree.text("/etc/passwd"));
    }

    @Test
    void gshadowMayBeAbsentAndIsThenNotMade() throws Exception {
        Files.delete(tree.path("/etc/gshadow"));
        addBob(new NioDisk());
        assertTrue(tree.text("/etc/passwd").contains("jupyter-b"));
        assertFalse(tree.names("/etc").contains("gshadow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwd", "group", "shadow"})
    void missingFileIsNoEmptyFile(String name) throws Exception {
        Files.delete(tree.path("/etc/" + name));
        assertTrue(refusal().contains("/etc/" + name + " is missing"), this::refusal);
        assertFalse(Files.exists(tree.path("/etc/" + name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwd", "group", "shadow"})
    void fileEmptyIsNeverRecreatedFromNothing(String name) throws Exception {
        tree.write("/etc/" + name, "");
        assertTrue(refusal().contains("/etc/" + name + " is empty"), this::refusal);
        assertEquals("", tree.text("/etc/" + name));
    }

    @ParameterizedTest
    @CsvSource({"passwd,vipw", "shadow,vipw -s", "group,vigr", "gshadow,vigr -s"})
    void nulByteIsReportedAndNothingWritten(String name, String editor) throws Exception {
        String content = tree.text("/etc/" + name) + "x:x:1:1:a\0b:/:/bin/sh\n";
        tree.write("/etc/" + name, content);
        assertTrue(refusal().contains("has a NUL byte in line"), this::refusal);
        assertTrue(refusal().contains("take it out with " + editor + "."), this::refusal);
        assertEquals(content, tree.text("/etc/" + name));
    }

    @Test
    void utf8BomAtTheStartIsReportedAndNothingWritten() throws Exception {
        tree.write("/etc/passwd", "\u00ef\u00bb\u00bf" + MachineTree.PASSWD);
        assertTrue(refusal().contains("byte order mark"), this::refusal);
        assertEquals(MachineTree.GROUP, tree.text("/etc/group"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwd", "group", "shadow", "gshadow"})
    void fileIsASymlinkAndIsNotFollowed(String name) throws Exception {
        Files.move(tree.path("/etc/" + name), tree.path("/etc/real"));
        Files.createSymbolicLink(tree.path("/etc/" + name), Path.of("real"));
        assertTrue(refusal().contains(name + " is a symbolic link"), this::refusal);
        assertTrue(Files.isSymbolicLink(tree.path("/etc/" + name)));
    }

    @Test
    void fileIsADirectory() throws Exception {
        Files.delete(tree.path("/etc/gshadow"));
        Files.createDirectory(tree.path("/etc/gshadow"));
        assertTrue(refusal().contains("gshadow is a directory"), this::refusal);
    }

    @Test
    void aRefusalLeavesNoLockBehind() throws Exception {
        tree.write("/etc/passwd", "");
        refusal();
        assertEquals(List.of(".pwd.lock", "group", "gshadow", "passwd", "shadow"), tree.names("/etc"));
        tree.write("/etc/passwd", MachineTree.PASSWD);
        addBob(new NioDisk());
    }

    @Test
    void latin1LongFieldsAndBrokenLinesAreKeptByteForByte() throws Exception {
        String odd = "root:x:0:0:J\u00f6rg:/root:/bin/bash\r\nbroken\n\n  # c\nx:x:1:1:" + "g".repeat(70_000)
                + ":/:\n+::::::\nlast";
        tree.write("/etc/passwd", odd);
        addBob(new NioDisk());
        assertEquals(
                odd.replace("+::::::", "jupyter-b:x:2002:2002::/home/jupyter-b:/bin/sh\n+::::::"),
                tree.text("/etc/passwd"));
    }

    @Test
    void aChangeBehindOurBackIsKept() throws Exception {
        String theirs = MachineTree.GROUP + "theirs:x:7777:\n";
        try (AccountTransaction transaction = files(new NioDisk()).begin(Duration.ofSeconds(5))) {
            AccountDatabases before = transaction.read();
            tree.write("/etc/group", theirs);
            String sentence = assertThrows(HostFailure.class, () -> transaction.write(before, withBob(before)))
                    .sentence();
            assertTrue(sentence.contains("/etc/group was changed by a program"), sentence);
        }
        assertEquals(theirs, tree.text("/etc/group"));
        assertEquals(MachineTree.PASSWD, tree.text("/etc/passwd"));
    }

    @Test
    void aRewriteWithEqualContentKeepsItsNewMode() throws Exception {
        try (AccountTransaction transaction = files(new NioDisk()).begin(Duration.ofSeconds(5))) {
            AccountDatabases before = transaction.read();
            Files.delete(tree.path("/etc/group"));
            tree.write("/etc/group", MachineTree.GROUP);
            Files.setPosixFilePermissions(tree.path("/etc/group"), PosixFilePermissions.fromString("rw-------"));
            transaction.write(before, withBob(before));
        }
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.path("/etc/group"))));
    }

    @Test
    void refusesAChangeThatWasPlannedOnOtherContent() throws Exception {
        AccountDatabases stale = files(new NioDisk()).read();
        tree.write("/etc/group", MachineTree.GROUP + "theirs:x:7777:\n");
        try (AccountTransaction transaction = files(new NioDisk()).begin(Duration.ofSeconds(5))) {
            transaction.read();
            assertThrows(HostFailure.class, () -> transaction.write(stale, withBob(stale)));
        }
        assertTrue(tree.text("/etc/group").contains("theirs"));
    }

    @Test
    void refusesToWriteAnEmptyFile() throws Exception {
        AccountDatabases none = AccountDatabases.parse(
                new byte[0], MachineTree.GROUP.getBytes(ISO_8859_1), new byte[0], Optional.empty());
        try (AccountTransaction transaction = files(new NioDisk()).begin(Duration.ofSeconds(5))) {
            AccountDatabases before = transaction.read();
            assertThrows(HostFailure.class, () -> transaction.write(before, none));
        }
        assertEquals(MachineTree.PASSWD, tree.text("/etc/passwd"));
    }

    @Test
    void refusesToWriteWithoutTheLock() throws Exception {
        AccountTransaction transaction = files(new NioDisk()).begin(Duration.ofSeconds(5));
        AccountDatabases before = transaction.read();
        transaction.close();
        transaction.close();
        assertThrows(HostFailure.class, () -> transaction.write(before, withBob(before)));
    }

    @Test
    void whatACrashLeftIsTakenAway() throws Exception {
        tree.write("/etc/.passwd.hubwarden", "stale");
        tree.write("/etc/.shadow-.hubwarden", "stale");
        tree.write("/etc/.hubwarden.lock", "stale");
        addBob(new NioDisk());
        assertEquals(CLEAN_AFTER, tree.names("/etc"));
    }

    @Test
    void readsWithoutALock() throws Exception {
        assertEquals(
                Optional.of("/home/jupyter-a"),
                files(new NioDisk()).read().passwd().find("jupyter-a").map(PasswdEntry::home));
        assertEquals(CLEAN, tree.names("/etc"));
    }

    @Test
    void etcThatLeadsOutOfTheTreeIsNotFollowed(@TempDir Path outside) throws Exception {
        MachineTree other = MachineTree.in(outside);
        Files.move(tree.path("/etc"), tree.path("/moved"));
        Files.createSymbolicLink(tree.path("/etc"), other.path("/etc"));
        assertTrue(refusal().contains("no directory " + tree.path("/etc")), this::refusal);
        Files.delete(tree.path("/etc"));
        Files.createSymbolicLink(tree.path("/etc"), Path.of("/etc"));
        assertTrue(refusal().contains("Too many levels of symbolic links"), this::refusal);
        assertEquals(CLEAN, other.names("/etc"));
    }
}
