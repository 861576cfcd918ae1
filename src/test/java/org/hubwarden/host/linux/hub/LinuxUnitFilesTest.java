package org.hubwarden.host.linux.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeMap;
import org.hubwarden.host.HostFailure;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.Symbol;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.spec.UnitText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxUnitFilesTest {

    private static final Reason WHY = new Reason("a test");
    private static final String DROP_IN = "/etc/systemd/system/jupyter@a\\x2bb.service.d/50-hubwarden.conf";

    @TempDir
    Path root = Path.of("");

    private LinuxUnitFiles files = new LinuxUnitFiles(root);

    @BeforeEach
    void make() throws Exception {
        files = new LinuxUnitFiles(root);
        Files.createDirectories(root.resolve("etc"));
        for (Path path : Set.of(root, root.resolve("etc"))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void write(String path, String text) throws HostFailure {
        files.write(new UnitChange.Write(path, text, Symbol.CREATE, WHY));
    }

    private Path at(String path) {
        return root.resolve(path.substring(1));
    }

    @Test
    void whatIsWrittenIsSeen() throws Exception {
        assertEquals(new TreeMap<>(), files.look());
        write(UnitText.TEMPLATE_PATH, "one\n");
        write(DROP_IN, "two\n");
        write(DROP_IN, "three\n");
        assertEquals(Set.of(UnitText.TEMPLATE_PATH, DROP_IN), files.look().keySet());
        DropInSight.Regular seen =
                assertInstanceOf(DropInSight.Regular.class, files.look().get(DROP_IN));
        assertEquals("three\n", seen.content());
        assertEquals(0644, seen.mode());
        try (var left = Files.list(at(DROP_IN).getParent())) {
            assertEquals(1, left.count(), "no temporary file is left");
        }
    }

    @Test
    void aDropInGoesWithItsDirectoryAndLeavesWhatIsNotOurs() throws Exception {
        write(DROP_IN, "one\n");
        files.remove(new UnitChange.Remove(DROP_IN, WHY));
        assertFalse(Files.exists(at(DROP_IN).getParent()));

        write(DROP_IN, "one\n");
        Path other = at(DROP_IN).resolveSibling("override.conf");
        Files.writeString(other, "[Service]\n");
        files.remove(new UnitChange.Remove(DROP_IN, WHY));
        assertTrue(Files.exists(other));
        assertEquals(new TreeMap<>(), files.look());
    }

    @Test
    void othersFilesAreNotLookedAt() throws Exception {
        write(DROP_IN, "one\n");
        Path units = at(UnitText.DIRECTORY);
        Files.createDirectories(units.resolve("sshd.service.d"));
        Files.writeString(units.resolve("sshd.service.d/50-hubwarden.conf"), "x");
        Files.writeString(units.resolve("jupyter@x.service.d"), "a file");
        Files.createSymbolicLink(units.resolve("jupyter-y.service.d"), units.resolve("sshd.service.d"));
        assertEquals(Set.of(DROP_IN), files.look().keySet());
    }

    @Test
    void aLinkIsReplacedAndNotFollowed() throws Exception {
        write(UnitText.SLICE_PATH, "one\n");
        Path elsewhere = root.resolve("elsewhere");
        Files.writeString(elsewhere, "kept");
        Files.delete(at(UnitText.SLICE_PATH));
        Files.createSymbolicLink(at(UnitText.SLICE_PATH), elsewhere);
        assertInstanceOf(DropInSight.Other.class, files.look().get(UnitText.SLICE_PATH));
        write(UnitText.SLICE_PATH, "two\n");
        assertEquals("kept", Files.readString(elsewhere));
        assertEquals("two\n", Files.readString(at(UnitText.SLICE_PATH)));
    }

    @Test
    void nothingIsWrittenWhereOthersCouldReplaceIt() throws Exception {
        write(UnitText.SLICE_PATH, "one\n");
        Files.setPosixFilePermissions(at(UnitText.DIRECTORY), PosixFilePermissions.fromString("rwxrwxrwx"));
        HostFailure failure = assertThrows(HostFailure.class, () -> write(UnitText.SLICE_PATH, "two\n"));
        assertTrue(failure.sentence().contains("chmod go-w"), failure.sentence());
        assertEquals("one\n", Files.readString(at(UnitText.SLICE_PATH)));
    }
}
