package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.host.linux.files.EffectiveUser;
import org.hubwarden.reconcile.PassResult.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus's rows about the state file as a file. Whatever happens to it, nobody is removed. */
@ReadsCorpus("yaml_file")
@Timeout(60)
class CorpusStateFileTest {

    private static final String TEXT = "version: 1\nusers: [alice, dora]\n";

    @TempDir
    Path directory;

    private TreeMachine machine;
    private Path file;

    static Stream<Row> rows() {
        return Corpus.rows("yaml_file");
    }

    @BeforeEach
    void oneUser() throws Exception {
        machine = new TreeMachine(directory);
        machine.state(TEXT);
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
        file = machine.path(TreeMachine.STATE);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isMetAsItSays(Row row) throws Exception {
        switch (row.input().replaceFirst(" \\(.*", "")) {
            case "file deleted" -> {
                Files.delete(file);
                isDegraded("there is no such file");
            }
            case "file absent for 50 ms then back" -> isNotSeen();
            case "rename over with the same mtime and size, other content" -> {
                replaceWithSameTimeAndSize(TEXT.replace("alice", "carol"));
                assertTrue(machine.text("/etc/passwd").contains("jupyter-alice:"));
                assertTrue(passes("jupyter-carol:"));
            }
            case "symlink swap" -> {
                linkTo("a", "version: 1\nusers: [alice, dora, b1]\n");
                assertTrue(passes("jupyter-b1:"));
                linkTo("b", "version: 1\nusers: [alice, dora, b1, b2]\n");
                assertTrue(passes("jupyter-b2:"));
                mode("/srv/b/state.yaml", "rw-rw-rw-");
                isDegraded("can be written by others");
            }
            case "owner uid 1000" -> ownedBySomebodyElse();
            case "parent directory 0777" -> {
                mode("/etc/hubwarden", "rwxrwxrwx");
                isDegraded("can be written by others");
            }
            case "is a FIFO without writer" -> {
                Files.delete(file);
                assertEquals(
                        0,
                        new ProcessBuilder("mkfifo", "-m", "644", file.toString())
                                .start()
                                .waitFor());
                isDegraded("is a FIFO, not a regular file");
            }
            case "is /dev/zero by symlink" -> {
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("/dev/zero"));
                isDegraded("leads through a link");
            }
            case "read gives EACCES/ESTALE" ->
                isDegraded(new StateFileReading.Refused("it cannot be read"), "cannot be read");
            case "state.yaml~ / .state.yaml.swp / sedXXXX appear beside it" -> {
                for (String name : List.of("state.yaml~", ".state.yaml.swp", "sedAbCdEf")) {
                    machine.write("/etc/hubwarden/" + name, "version: 1\nusers: [mallory]\n");
                }
                assertEquals(List.of(), machine.pass().outcomes());
            }
            default -> throw new AssertionError("no check for " + row);
        }
        boolean stays = !row.input().startsWith("rename over");
        assertEquals(
                stays, machine.text("/etc/passwd").contains(":/home/jupyter-alice:/bin/bash\n"), "nobody is removed");
    }

    private void isDegraded(String why) throws Exception {
        isDegraded(machine.reconciler().readStateFile(), why);
    }

    private void isDegraded(StateFileReading reading, String why) {
        StateInForce state = new StateSource(new org.hubwarden.host.linux.FileStateFile(root())).inForce(reading);
        assertFalse(state.isCurrent());
        assertTrue(state.trouble().get(0).contains(why), state::toString);
        assertTrue(state.state().orElseThrow().users().size() >= 1, "the last good state stays in force");
        assertEquals(List.of(), machine.pass().outcomes());
    }

    private org.hubwarden.host.linux.files.Root root() {
        return new org.hubwarden.host.linux.files.Root(
                machine.path("/").toAbsolutePath().normalize());
    }

    private boolean passes(String line) throws Exception {
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
        return machine.text("/etc/passwd").contains(line);
    }

    /** A reader that looks while the file is away believes nothing until it looks the same twice. */
    private void isNotSeen() throws Exception {
        StateFileReading there = machine.reconciler().readStateFile();
        Queue<StateFileReading> readings =
                new ArrayDeque<>(List.of(there, there, new StateFileReading.Absent(), there, there));
        StateSettling settling = new StateSettling(readings::remove, reading -> true);
        assertEquals(Optional.of(there), settling.settled());
        assertEquals(Optional.of(there), settling.settled());
        assertTrue(readings.isEmpty());
    }

    private void replaceWithSameTimeAndSize(String text) throws Exception {
        var time = Files.getLastModifiedTime(file);
        machine.write("/etc/hubwarden/next", text);
        Files.setLastModifiedTime(machine.path("/etc/hubwarden/next"), time);
        Files.move(machine.path("/etc/hubwarden/next"), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void linkTo(String name, String text) throws Exception {
        Files.createDirectories(machine.path("/srv/" + name));
        mode("/srv", "rwxr-xr-x");
        mode("/srv/" + name, "rwxr-xr-x");
        machine.write("/srv/" + name + "/state.yaml", text);
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of("/srv/" + name + "/state.yaml"));
    }

    private void mode(String path, String mode) throws Exception {
        Files.setPosixFilePermissions(machine.path(path), PosixFilePermissions.fromString(mode));
    }

    /** Only root can give a file away; for everybody else, root's own files are somebody else's. */
    private void ownedBySomebodyElse() throws Exception {
        if (EffectiveUser.isRoot()) {
            Files.setAttribute(file, "unix:uid", 1000);
            isDegraded("belongs to uid 1000");
        } else {
            assertEquals(0, Files.getAttribute(Path.of("/etc/passwd"), "unix:uid"));
            StateFileReading reading =
                    new org.hubwarden.host.linux.FileStateFile(org.hubwarden.host.linux.files.Root.machine()).read();
            assertFalse(reading instanceof StateFileReading.Content);
        }
    }
}
