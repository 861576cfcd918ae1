package org.hubwarden.host.linux.homes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hubwarden.host.linux.files.Acls;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.TestLibc;
import org.hubwarden.observed.HomeSight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomesCreateTest {

    @TempDir
    Path root;

    private HomesFixture tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new HomesFixture(root);
    }

    @Test
    void madeWithSkeletonOwnerAndMode() throws IOException {
        assertEquals(Map.of(), tree.create("alice", "bob"));

        assertEquals(List.of("jupyter-alice", "jupyter-bob"), tree.listed());
        HomesFixture.assertFile(root.resolve("home/jupyter-alice"), HomesFixture.owner(), 0750);
        HomesFixture.assertFile(root.resolve("home/jupyter-alice/.bashrc"), HomesFixture.owner(), 0644);
        assertEquals("hello\n", Files.readString(root.resolve("home/jupyter-bob/.bashrc")));
    }

    @Test
    void linksAreCopiedAsLinksAndOddFilesLeftOut() throws IOException {
        Path secret = tree.file("etc/shadow", "secret\n", "rw-------");
        Files.createSymbolicLink(root.resolve("etc/skel/link"), Path.of("/etc/shadow"));
        TestLibc.makeFifo(root.resolve("etc/skel/fifo"));
        tree.directory("etc/skel/sub", "rwxr-x---");
        tree.file("etc/skel/sub/run", "#!/bin/sh\n", "rwxr-xr-x");

        assertEquals(Map.of(), tree.create("alice"));

        Path home = root.resolve("home/jupyter-alice");
        assertEquals(Path.of("/etc/shadow"), Files.readSymbolicLink(home.resolve("link")));
        HomesFixture.assertFile(home.resolve("link"), HomesFixture.owner(), 0777);
        HomesFixture.assertFile(secret, HomesFixture.me(), 0600);
        assertFalse(Files.exists(home.resolve("fifo"), LinkOption.NOFOLLOW_LINKS));
        HomesFixture.assertFile(home.resolve("sub"), HomesFixture.owner(), 0750);
        HomesFixture.assertFile(home.resolve("sub/run"), HomesFixture.owner(), 0755);
    }

    @Test
    void namesThatAreNotTextSurvive() throws Exception {
        byte[] name = {'a', (byte) 0xFF, '\n', 'b'};
        TestLibc.makeDirectory(root.resolve("etc/skel"), name);

        assertEquals(Map.of(), tree.create("alice"));

        try (Descriptor home = new MachineRoot(root).open(MachineRoot.names("/home/jupyter-alice"))) {
            FileName copied = home.list().stream()
                    .filter(n -> n.latin().startsWith("a"))
                    .findFirst()
                    .orElseThrow();
            assertArrayEquals(name, copied.latin().getBytes(StandardCharsets.ISO_8859_1));
            assertTrue(home.stat(copied).isDirectory());
        }
    }

    @Test
    void nothingThatExistsIsReplaced() throws IOException {
        tree.directory("home/jupyter-alice", "rwx------");
        Files.createSymbolicLink(root.resolve("home/jupyter-bob"), Path.of("/etc"));

        Map<String, String> failed = tree.create("alice", "bob", "carol");

        assertEquals(Set.of("/home/jupyter-alice", "/home/jupyter-bob"), failed.keySet());
        assertTrue(failed.toString().contains("exists meanwhile"), failed.toString());
        assertFalse(Files.exists(root.resolve("home/jupyter-alice/.bashrc")));
        assertTrue(Files.isSymbolicLink(root.resolve("home/jupyter-bob")));
        assertEquals(List.of("jupyter-alice", "jupyter-bob", "jupyter-carol"), tree.listed());
    }

    @Test
    void filesOfEverySizeAreCopiedWhole() throws IOException {
        for (int size : new int[] {0, 16 * 1024, 16 * 1024 + 1, 1 << 20}) {
            tree.file("etc/skel/f" + size, "x".repeat(size), "rw-r--r--");
        }

        assertEquals(Map.of(), tree.create("alice"));

        for (int size : new int[] {0, 16 * 1024, 16 * 1024 + 1, 1 << 20}) {
            assertEquals("x".repeat(size), Files.readString(root.resolve("home/jupyter-alice/f" + size)));
        }
    }

    @Test
    void missingSkeletonMakesEmptyHomes() throws IOException {
        Files.delete(root.resolve("etc/skel/.bashrc"));
        Files.delete(root.resolve("etc/skel"));

        assertEquals(Map.of(), tree.create("alice"));

        HomesFixture.assertFile(root.resolve("home/jupyter-alice"), HomesFixture.owner(), 0750);
    }

    @Test
    void whatAKilledRunLeftIsRemovedAndNothingElse() throws IOException {
        tree.directory("home/.hubwarden-0123abcd", "rwx------");
        tree.directory("home/.hubwarden-0123abcd/jupyter-x", "rwxr-x---");
        tree.file("home/.hubwarden-0123abcd/jupyter-x/f", "x", "rw-------");
        tree.directory("home/.hubwarden-notes", "rwx------");
        tree.directory("home/.hubwarden-01234567", "rwxr-xr-x");

        assertEquals(Map.of(), tree.create("alice"));

        assertEquals(List.of(".hubwarden-01234567", ".hubwarden-notes", "jupyter-alice"), tree.listed());
    }

    @Test
    void baseHandsNothingDown() throws IOException {
        TestLibc.setAttribute(root.resolve("home"), "system.posix_acl_default", Acls.withNamedUser(4242, 7, 7));

        assertEquals(Map.of(), tree.create("alice"));

        assertEquals(
                new HomeSight.Directory(
                        HomesFixture.owner(),
                        HomesFixture.number(root.resolve("home/jupyter-alice"), "gid"),
                        0750,
                        false),
                tree.sight("alice"));
    }

    @Test
    void skeletonThatOthersCanWriteIsRefused() throws IOException {
        HomesFixture.mode(root.resolve("etc/skel/.bashrc"), "rw-rw-rw-");

        Map<String, String> failed = tree.create("alice");

        assertTrue(failed.toString().contains("/etc/skel/.bashrc can be written"), failed.toString());
        assertEquals(List.of(), tree.listed());
    }

    @Test
    void baseThatOthersCanWriteIsRefused() throws IOException {
        HomesFixture.mode(root.resolve("home"), "rwxrwxrwx");

        assertTrue(tree.create("alice").toString().contains("can be written by others"));
        assertEquals(List.of(), tree.listed());
    }

    @Test
    void oneNameTwiceIsMadeOnce() throws IOException {
        Map<String, String> failed = tree.create("alice", "alice");

        assertEquals(Set.of("/home/jupyter-alice"), failed.keySet());
        assertEquals(List.of("jupyter-alice"), tree.listed());
    }
}
