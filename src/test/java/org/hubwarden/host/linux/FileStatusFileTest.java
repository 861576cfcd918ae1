package org.hubwarden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.linux.files.MachineTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The status that everybody may read. */
@Timeout(120)
class FileStatusFileTest {

    @TempDir
    Path directory;

    private MachineTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
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
}
