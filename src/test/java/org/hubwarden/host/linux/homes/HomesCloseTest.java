package org.hubwarden.host.linux.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.Acls;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.TestLibc;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomesCloseTest {

    @TempDir
    Path root;

    private HomesFixture tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new HomesFixture(root);
    }

    @Test
    void rightsOfOthersAreTakenOff() throws Exception {
        Path home = tree.directory("home/jupyter-a", "rwxr-xr-x");

        tree.homes.close(tree.closing("a", HomesFixture.me(), 0755, false));

        HomesFixture.assertFile(home, HomesFixture.me(), 0750);
    }

    @Test
    void aRightThatWentMeanwhileDoesNotComeBack() throws Exception {
        Path home = tree.directory("home/jupyter-a", "rwx-----x");

        tree.homes.close(tree.closing("a", HomesFixture.me(), 0755, false));

        HomesFixture.assertFile(home, HomesFixture.me(), 0700);
    }

    @Test
    void accessListsGoAndTheGroupGetsNoMoreThanTheyGaveIt() throws Exception {
        Path home = tree.directory("home/jupyter-a", "rwxr-x---");
        TestLibc.setAttribute(home, "system.posix_acl_access", Acls.withNamedUser(4242, 7, 7));
        TestLibc.setAttribute(home, "system.posix_acl_default", Acls.withNamedUser(4242, 7, 7));
        HomesFixture.assertFile(home, HomesFixture.me(), 0770);

        tree.homes.close(tree.closing("a", HomesFixture.me(), 0770, true));

        HomesFixture.assertFile(home, HomesFixture.me(), 0750);
        assertEquals(false, ((HomeSight.Directory) tree.sight("a")).aclOpens());
    }

    /** Only root can give a file away; anybody else can give it to a group of theirs, here to the one that it has. */
    @Test
    void theGroupComesBackAndNothingElseChanges() throws Exception {
        Path home = tree.directory("home/jupyter-a", "rwxr-x---");
        long own = MachineRoot.ownershipCounts() ? HomesFixture.ID : HomesFixture.number(home, "gid");

        tree.homes.regroup(tree.regrouping("a", HomesFixture.me(), own));

        HomesFixture.assertFile(home, HomesFixture.me(), 0750);
        assertEquals(own, HomesFixture.number(home, "gid"));
    }

    @Test
    void theGroupOfALinkOrOfAStrangersDirectoryIsLeftAlone() throws IOException {
        Path target = tree.directory("target", "rwxr-x---");
        Files.createSymbolicLink(root.resolve("home/jupyter-a"), target);
        long before = HomesFixture.number(target, "gid");

        assertThrows(
                HostFailure.class, () -> tree.homes.regroup(tree.regrouping("a", HomesFixture.me(), HomesFixture.ID)));
        assertEquals(before, HomesFixture.number(target, "gid"));
        if (MachineRoot.ownershipCounts()) {
            Path strangers = tree.directory("home/jupyter-b", "rwxr-x---");
            assertThrows(HostFailure.class, () -> tree.homes.regroup(tree.regrouping("b", 4242, HomesFixture.ID)));
            assertEquals(before, HomesFixture.number(strangers, "gid"));
        }
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path target = tree.directory("target", "rwxr-xr-x");
        Files.createSymbolicLink(root.resolve("home/jupyter-a"), target);

        assertThrows(HostFailure.class, () -> tree.homes.close(tree.closing("a", HomesFixture.me(), 0755, false)));
        HomesFixture.assertFile(target, HomesFixture.me(), 0755);
    }

    /** Where owners are not compared, as for a user with {@code --root}, the home is closed. */
    @Test
    void somebodyElsesHomeIsLeftAlone() throws Exception {
        Path home = tree.directory("home/jupyter-a", "rwxr-xr-x");
        HomeChange.Close closing = tree.closing("a", 4242, 0755, false);

        if (MachineRoot.ownershipCounts()) {
            HostFailure failure = assertThrows(HostFailure.class, () -> tree.homes.close(closing));
            assertTrue(failure.sentence().contains("belongs to uid 0"), failure.sentence());
            HomesFixture.assertFile(home, HomesFixture.me(), 0755);
        } else {
            tree.homes.close(closing);
            HomesFixture.assertFile(home, HomesFixture.me(), 0750);
        }
    }

    @Test
    void aMountPointIsLeftAlone() {
        HomeChange.Close closing =
                new HomeChange.Close(new UnixName("jupyter-a"), "/proc", 0, 0555, 0550, false, new Reason("test"));

        HostFailure failure = assertThrows(
                HostFailure.class,
                () -> new LinuxHomes(Path.of("/"), new Waits(InstantSource.system())).close(closing));
        assertTrue(failure.sentence().contains("mount point"), failure.sentence());
    }
}
