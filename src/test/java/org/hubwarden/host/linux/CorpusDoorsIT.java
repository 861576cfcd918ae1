package org.hubwarden.host.linux;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.accounts.LinuxAccountFiles;
import org.hubwarden.host.linux.accounts.LinuxAccountFilesTest;
import org.hubwarden.host.linux.files.LockingProcess;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.rights.LinuxSudoers;
import org.hubwarden.host.tree.NoSudoPrograms;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.SudoListing;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.spec.SudoersText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus's rows that are met at the doors, before there is anything to plan with. Needs root, for chattr(1). */
@Timeout(60)
class CorpusDoorsIT {

    private static final String RULE = "/etc/sudoers.d/jupyterhub-admins";

    @TempDir
    Path directory;

    private MachineTree tree;

    /** The others of these groups are read beside the planner. */
    static Stream<Row> rows() {
        List<String> beginnings = List.of(
                "NUL byte",
                "UTF-8 BOM",
                "file empty",
                "file is a symlink",
                "chattr +i",
                "mode 0644",
                "file name jupyterhub-admins~",
                "later file zz",
                "/etc/sudoers.d mode",
                "/etc/sudoers.d missing",
                "drop-in is held",
                "registry corrupt");
        return Stream.of("passwd_file", "shadow_file", "sudoers", "registry")
                .flatMap(Corpus::rows)
                .filter(row -> !(row.group().equals("sudoers") && row.input().startsWith("mode 0644")))
                .filter(row -> beginnings.stream().anyMatch(row.input()::startsWith));
    }

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
        mode("/etc", "rwxr-xr-x");
        tree.write("/etc/sudoers", "root ALL=ALL\n@includedir /etc/sudoers.d\n", "r--r-----");
        Files.createDirectory(tree.path("/etc/sudoers.d"));
        mode("/etc/sudoers.d", "rwxr-x---");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isMetAsItSays(Row row) throws Exception {
        switch (row.input().replaceFirst(" \\(.*", "")) {
            case "NUL byte in gecos" -> passwdIsRefused(MachineTree.PASSWD + "x:x:1:1:a\0b:/:/bin/sh\n", "NUL byte");
            case "UTF-8 BOM at the start" ->
                passwdIsRefused("\u00ef\u00bb\u00bf" + MachineTree.PASSWD, "byte order mark");
            case "file empty" -> passwdIsRefused("", "is empty");
            case "file is a symlink" -> {
                Files.move(tree.path("/etc/passwd"), tree.path("/etc/real"));
                Files.createSymbolicLink(tree.path("/etc/passwd"), Path.of("real"));
                isRefused("is a symbolic link");
            }
            case "chattr +i /etc/passwd" -> frozen();
            case "mode 0644" -> {
                mode("/etc/shadow", "rw-r--r--");
                LinuxAccountFilesTest.addBob(tree, new NioDisk());
                assertEquals("rw-r--r--", tree.mode("/etc/shadow"));
            }
            case "file name jupyterhub-admins~" -> {
                tree.write(RULE + "~", SudoersText.noRule(), "r--r-----");
                assertInstanceOf(DropInSight.Absent.class, sudoers().look().adminRule());
            }
            case "later file zz removes NOPASSWD" ->
                assertTrue(SudoListing.disproveRoot(
                                "User jupyter-a may run the following commands on hub:\n    (ALL) NOPASSWD: ALL\n    (ALL) ALL\n")
                        .isPresent());
            case "/etc/sudoers.d mode 0777" -> {
                mode("/etc/sudoers.d", "rwxrwxrwx");
                assertTrue(sudoers().look().faults().toString().contains("can be written by others"));
            }
            case "/etc/sudoers.d missing" -> {
                Files.delete(tree.path("/etc/sudoers.d"));
                sudoers().write(grant());
                assertEquals("rwxr-x---", tree.mode("/etc/sudoers.d"));
                assertEquals("r--r-----", tree.mode(RULE));
            }
            case "drop-in is held by visudo -f" -> heldByAnEditor();
            case "registry corrupt" -> corruptLedger();
            default -> throw new AssertionError("no check for " + row);
        }
    }

    private void mode(String path, String mode) throws Exception {
        Files.setPosixFilePermissions(tree.path(path), PosixFilePermissions.fromString(mode));
    }

    private void passwdIsRefused(String content, String why) throws Exception {
        tree.write("/etc/passwd", content);
        isRefused(why);
        assertEquals(content, tree.text("/etc/passwd"));
    }

    private void isRefused(String why) throws Exception {
        String sentence = assertThrows(
                        HostFailure.class,
                        () -> new LinuxAccountFiles(tree.root(), new Waits(InstantSource.system())).read())
                .sentence();
        assertTrue(sentence.contains(why), sentence);
        assertThrows(HostFailure.class, () -> LinuxAccountFilesTest.addBob(tree, new NioDisk()));
        assertEquals(MachineTree.GROUP, tree.text("/etc/group"));
        assertFalse(Files.exists(tree.path("/etc/passwd.lock")));
    }

    private void frozen() throws Exception {
        run("chattr", "+i", tree.path("/etc/passwd").toString());
        try {
            String sentence = assertThrows(HostFailure.class, () -> LinuxAccountFilesTest.addBob(tree, new NioDisk()))
                    .sentence();
            assertTrue(sentence.contains("lsattr " + tree.path("/etc/passwd")), sentence);
            assertFalse(Files.exists(tree.path("/etc/passwd.lock")));
        } finally {
            run("chattr", "-i", tree.path("/etc/passwd").toString());
        }
        LinuxAccountFilesTest.addBob(tree, new NioDisk());
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private LinuxSudoers sudoers() {
        return new LinuxSudoers(
                directory, new NoSudoPrograms(), Duration.ofMillis(300), new Waits(InstantSource.system()));
    }

    private static SudoersChange grant() {
        return new SudoersChange.Grant(RULE, SudoersText.noRule(), new Reason("test"));
    }

    private void heldByAnEditor() throws Exception {
        tree.write(RULE, "edited\n", "r--r-----");
        Process editor = LockingProcess.start(tree.path(RULE));
        try {
            assertEquals("locked", editor.inputReader(ISO_8859_1).readLine());
            assertThrows(HostFailure.class, () -> sudoers().write(grant()));
            assertEquals("edited\n", tree.text(RULE));
        } finally {
            editor.destroyForcibly().waitFor();
        }
    }

    private void corruptLedger() throws Exception {
        FileLedgerStore store = new FileLedgerStore(tree.root());
        Ledger first = Ledger.EMPTY.draft().create(GroupName.USERS, 2001).done();
        store.write(first);
        store.write(first.draft().create(GroupName.ADMINS, 2002).done());
        String path = "/var/lib/hubwarden/ledger.json";
        tree.write(path, tree.text(path).replace("2002", "2003"), "rw-------");
        LedgerReading.ReadOnly reading = assertInstanceOf(LedgerReading.ReadOnly.class, store.read());
        assertEquals(first, reading.lastGood());
        assertTrue(reading.why().contains("checksum"), reading.why());
    }
}
