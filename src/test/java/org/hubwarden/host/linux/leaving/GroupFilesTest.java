package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.FoundFile;
import org.hubwarden.observed.Mount;
import org.hubwarden.observed.SearchSight;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.Reason;
import org.junit.jupiter.api.Test;

/** Where files that give a group are searched for, and what is made of the answer. */
class GroupFilesTest {

    private static final DemotionStep.Search SEARCH =
            new DemotionStep.Search(new UnixName("jupyter-a"), 3001, new TreeSet<>(Set.of("a")), new Reason("a test"));

    @Test
    void fileSystemsOfThisMachineAreSearchedEachOnce() {
        LocalMounts mounts = LocalMounts.of(Mount.parse("""
                21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
                22 21 0:5 / /proc rw shared:2 - proc proc rw
                23 21 0:30 / /dev/shm rw shared:3 - tmpfs tmpfs rw
                24 21 8:1 / /again rw shared:1 - ext4 /dev/sda1 rw
                25 21 8:1 /srv /bound rw shared:1 - ext4 /dev/sda1 rw
                26 21 8:2 / /a\\040blank rw - xfs /dev/sda2 rw
                27 21 0:40 / /net rw - nfs4 server:/x rw
                29 21 8:3 / /net/below rw - ext4 /dev/sda3 rw
                28 21 0:41 / /home/jupyter-a/m rw - fuse.sshfs x rw
                broken
                """));
        assertEquals(List.of("/", "/dev/shm", "/bound", "/a blank"), mounts.points());
        assertEquals(List.of("/net (nfs4)", "/home/jupyter-a/m (fuse.sshfs)", "/net/below"), mounts.others());
        assertTrue(mounts.isAnyIn("") && mounts.isAnyIn("/home/jupyter-a") && !mounts.isAnyIn("/home"));
        assertTrue(mounts.isPoint("/home/jupyter-a/m") && mounts.isPoint("/a blank") && !mounts.isPoint("/home"));
    }

    @Test
    void ofSeveralMountsAtAPlaceTheLastCounts() {
        LocalMounts mounts = LocalMounts.of(Mount.parse("""
                21 1 8:1 / / rw - ext4 /dev/sda1 rw
                22 21 8:2 / /home rw - ext4 /dev/sda2 rw
                23 22 0:40 / /home rw - nfs4 server:/home rw
                24 21 0:41 / /data rw - nfs4 server:/data rw
                25 24 8:3 / /data rw - ext4 /dev/sda3 rw
                26 25 8:4 / /data/sub rw - ext4 /dev/sda4 rw
                27 21 8:2 / /srv/home rw - ext4 /dev/sda2 rw
                """));
        assertEquals(List.of("/", "/data", "/data/sub", "/srv/home"), mounts.points());
        assertEquals(List.of("/home (nfs4)"), mounts.others());
    }

    @Test
    void whatIsBelowAForeignMountIsSearchedWhereElseItIs() {
        LocalMounts mounts = LocalMounts.of(Mount.parse("""
                21 1 8:1 / / rw - ext4 /dev/sda1 rw
                22 23 8:2 / /net/below rw - ext4 /dev/sda2 rw
                23 21 0:40 / /net rw - nfs4 server:/x rw
                24 21 8:2 / /srv/x rw - ext4 /dev/sda2 rw
                """));
        assertEquals(List.of("/", "/srv/x"), mounts.points());
        assertEquals(List.of("/net (nfs4)", "/net/below"), mounts.others());
    }

    @Test
    void anAnswerIsReadWithNamesThatAreNoText() {
        String path = "/var/tmp/\u00ff\nfile 1 2 00";
        SearchSight sight = LinuxGroupFiles.read(
                SEARCH,
                "file 2049 42 " + GroupFileSearch.hex(path) + "\nunseen " + GroupFileSearch.hex("/x")
                        + " cannot list a directory: EIO\nend\n");
        assertEquals(List.of(new FoundFile(path, 2049, 42)), sight.found());
        assertEquals(List.of("/x: cannot list a directory: EIO"), sight.unseen());
        assertEquals(SEARCH.after(), sight.after());
        assertTrue(sight.failure().isEmpty() && !sight.underWay());
    }

    @Test
    void anAnswerThatWasCutShortIsNone() {
        assertTrue(LinuxGroupFiles.read(SEARCH, "").failure().isPresent());
        assertTrue(LinuxGroupFiles.read(SEARCH, "file 1 2 2f\nen").failure().isPresent());
    }
}
