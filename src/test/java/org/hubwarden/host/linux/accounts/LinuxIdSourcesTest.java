package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.IdBlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What login.defs, subuid and subgid say of ids. */
@Timeout(120)
class LinuxIdSourcesTest {

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
}
