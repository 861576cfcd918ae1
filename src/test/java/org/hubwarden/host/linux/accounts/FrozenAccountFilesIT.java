package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.PathStat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only root can set up: frozen files, and owners. */
class FrozenAccountFilesIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"passwd,i", "passwd,a", "shadow,i", "group,i"})
    void chattrOnAnAccountFileIsNamedAndLeavesNothingBehind(String name, String attribute) throws Exception {
        MachineTree tree = MachineTree.in(directory);
        run("chattr", "+" + attribute, tree.path("/etc/" + name).toString());
        try {
            String sentence = refusal(tree);
            assertTrue(sentence.contains("Cannot write " + tree.path("/etc/" + name)), sentence);
            assertTrue(sentence.contains("lsattr " + tree.path("/etc/" + name)), sentence);
            assertEquals(List.of(), leftovers(tree));
            assertEquals(MachineTree.GROUP, tree.text("/etc/group"));
        } finally {
            run("chattr", "-" + attribute, tree.path("/etc/" + name).toString());
        }
        LinuxAccountFilesTest.addBob(tree, new NioDisk());
        assertTrue(tree.text("/etc/" + name).contains("jupyter-b"));
    }

    @Test
    void chattrOnTheDirectoryIsNamed() throws Exception {
        MachineTree tree = MachineTree.in(directory);
        tree.write("/etc/.pwd.lock", "");
        run("chattr", "+i", tree.path("/etc").toString());
        try {
            String sentence = refusal(tree);
            assertTrue(sentence.contains("lsattr"), sentence);
        } finally {
            run("chattr", "-i", tree.path("/etc").toString());
        }
        LinuxAccountFilesTest.addBob(tree, new NioDisk());
    }

    @Test
    void ownersAreKept() throws Exception {
        MachineTree tree = MachineTree.in(directory);
        Files.setAttribute(tree.path("/etc/shadow"), "unix:gid", 42);
        Files.setAttribute(tree.path("/etc/passwd"), "unix:uid", 1234);
        LinuxAccountFilesTest.addBob(tree, new NioDisk());
        for (String copy : List.of("/etc/shadow", "/etc/shadow-")) {
            assertEquals(42, PathStat.of(tree.path(copy)).gid());
            assertEquals("rw-r-----", tree.mode(copy));
        }
        assertEquals(1234, PathStat.of(tree.path("/etc/passwd")).uid());
    }

    private static String refusal(MachineTree tree) {
        return assertThrows(HostFailure.class, () -> LinuxAccountFilesTest.addBob(tree, new NioDisk()))
                .sentence();
    }

    private static List<String> leftovers(MachineTree tree) throws Exception {
        return tree.names("/etc").stream()
                .filter(n -> !List.of(".pwd.lock", "group", "gshadow", "passwd", "shadow")
                        .contains(n))
                .toList();
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
