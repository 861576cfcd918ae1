package org.hubwarden.host.linux.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.Acls;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.TestLibc;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.HomesSight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomesLookTest {

    @TempDir
    Path root;

    private HomesFixture tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new HomesFixture(root);
    }

    private HomeSight.Directory directory(String name) {
        return assertInstanceOf(HomeSight.Directory.class, tree.sight(name));
    }

    @Test
    void tellsWhatStandsThere() throws IOException {
        tree.directory("home/jupyter-dir", "rwxr-xr-x");
        tree.file("home/jupyter-file", "", "rw-------");
        TestLibc.makeFifo(root.resolve("home/jupyter-fifo"));
        Files.createSymbolicLink(root.resolve("home/jupyter-link"), Path.of("/etc"));

        assertEquals(HomesFixture.me(), directory("dir").uid());
        assertEquals(0755, directory("dir").mode());
        assertEquals(new HomeSight.Absent(), tree.sight("nobody"));
        assertEquals(new HomeSight.Other("a file"), tree.sight("file"));
        assertEquals(new HomeSight.Other("a FIFO"), tree.sight("fifo"));
        assertEquals(new HomeSight.Other("a symbolic link to /etc"), tree.sight("link"));
    }

    @Test
    void aMountPointIsNoHome() {
        HomesSight sight = new LinuxHomes(Path.of("/"), new Waits(InstantSource.system()))
                .look(Set.of("/proc"), Set.of(), "/nonexistent");

        assertEquals(new HomeSight.Other("a mount point"), sight.at("/proc"));
    }

    @Test
    void pathsNeverLeadOutOfTheTree() throws IOException {
        Files.createSymbolicLink(root.resolve("out"), Path.of("/"));

        HomesSight sight = tree.look("/out/etc", "/home/../../etc", "relative", "/");

        for (String path : Set.of("/out/etc", "/home/../../etc", "relative", "/")) {
            assertInstanceOf(HomeSight.Other.class, sight.at(path), path);
        }
    }

    @Test
    void aMissingBaseHasNoHomes() {
        assertEquals(new HomeSight.Absent(), tree.look("/srv/jupyter-a").at("/srv/jupyter-a"));
    }

    @Test
    void namedUserInTheAccessListOpens() throws IOException {
        Path home = tree.directory("home/jupyter-a", "rwxr-x---");
        TestLibc.setAttribute(home, "system.posix_acl_access", Acls.withNamedUser(4242, 5, 7));

        assertTrue(directory("a").aclOpens());
    }

    @Test
    void maskedEntriesDoNotOpen() throws IOException {
        Path home = tree.directory("home/jupyter-a", "rwxr-x---");
        TestLibc.setAttribute(home, "system.posix_acl_access", Acls.withNamedUser(4242, 5, 2));

        assertEquals(false, directory("a").aclOpens());
    }

    @Test
    void defaultListOpensToo() throws IOException {
        Path home = tree.directory("home/jupyter-a", "rwx------");
        TestLibc.setAttribute(home, "system.posix_acl_default", Acls.withNamedUser(4242, 4, 7));

        assertTrue(directory("a").aclOpens());
    }

    @Test
    void soundTreeHasNoFaults() {
        assertEquals(Map.of(), tree.look().baseFaults());
        assertEquals(Optional.empty(), tree.look().skeletonFault());
    }

    @Test
    void baseFaultsSayWhatToDo() throws IOException {
        Files.createSymbolicLink(root.resolve("linked"), Path.of("home"));
        tree.directory("open", "rwxrwxrwx");
        tree.file("file", "", "rw-------");
        Set<String> bases = Set.of("/linked", "/open", "/file", "/missing", "/home");

        Map<String, String> faults =
                tree.homes.look(Set.of(), bases, "/etc/skel").baseFaults();

        assertEquals(
                Map.of(
                        "/linked", "/linked is a symbolic link; write the path it leads to instead",
                        "/open", "/open can be written by others than root: chmod go-w it",
                        "/file", "/file is a file, not a directory",
                        "/missing", "/missing is missing; make it, or write another directory under defaults.home"),
                faults);
    }

    @Test
    void skeletonFaults() throws IOException {
        tree.directory("etc/skel/sub", "rwxr-xr-x");
        tree.file("etc/skel/sub/f", "", "rw-rw-rw-");

        String fault = tree.look().skeletonFault().orElseThrow();

        assertTrue(fault.contains("/etc/skel/sub/f can be written by others"), fault);
    }

    @Test
    void aMissingSkeletonIsNoFault() {
        assertEquals(
                Optional.empty(),
                tree.homes.look(Set.of(), Set.of(), "/etc/none").skeletonFault());
    }

    /** Root can make a stranger's file, and must then refuse it; a user's own files are as good as root's on their tree. */
    @Test
    void skeletonOfAStranger() throws IOException {
        Path file = root.resolve("etc/skel/.bashrc");
        if (MachineRoot.ownershipCounts()) {
            Files.setAttribute(file, "unix:uid", 4242);
        }

        assertEquals(MachineRoot.ownershipCounts(), tree.look().skeletonFault().isPresent());
    }
}
