package org.hubwarden.host.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hubwarden.host.HostFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The root below which all is done, and who does it. */
@Timeout(120)
class RootTest {

    @TempDir
    Path directory;

    private MachineTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
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
