package org.hubwarden.host.linux.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.posix.Libc;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.model.HomeMode;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.Reason;

/** A small tree with homes and a skeleton. Serves root and an ordinary user: without root, owners stay the user's. */
public final class HomesFixture {

    public static final long ID = 60123;
    private static final Reason REASON = new Reason("test");

    final Path root;
    final LinuxHomes homes;

    public HomesFixture(Path root) throws IOException {
        this.root = root;
        this.homes = new LinuxHomes(root, new Waits(InstantSource.system()));
        directory("home", "rwxr-xr-x");
        directory("etc", "rwxr-xr-x");
        directory("etc/skel", "rwxr-xr-x");
        file("etc/skel/.bashrc", "hello\n", "rw-r--r--");
    }

    public Path directory(String path, String mode) throws IOException {
        return mode(Files.createDirectory(root.resolve(path)), mode);
    }

    public Path file(String path, String content, String mode) throws IOException {
        return mode(Files.writeString(root.resolve(path), content), mode);
    }

    public static Path mode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    public static HomeChange.Create home(String name) {
        return new HomeChange.Create(
                new UnixName("jupyter-" + name),
                "/home/jupyter-" + name,
                ID,
                ID,
                HomeMode.GROUP_MAY_READ,
                "/etc/skel",
                REASON);
    }

    public HomeChange.Regroup regrouping(String name, long uid, long to) {
        String unix = "jupyter-" + name;
        return new HomeChange.Regroup(new UnixName(unix), "/home/" + unix, uid, 0, to, REASON);
    }

    public HomeChange.Close closing(String name, long id, int from, boolean acl) {
        String unix = "jupyter-" + name;
        return new HomeChange.Close(new UnixName(unix), "/home/" + unix, id, from, from & 07770, acl, REASON);
    }

    public Map<String, String> create(String... names) {
        return homes.create(List.of(names).stream().map(HomesFixture::home).toList());
    }

    public HomesSight look(String... paths) {
        return homes.look(Set.of(paths), Set.of("/home"), "/etc/skel");
    }

    public HomeSight sight(String name) {
        String path = "/home/jupyter-" + name;
        return look(path).at(path);
    }

    /** The owner that a home of {@link #ID} ends up with. */
    public static long owner() {
        return MachineRoot.ownershipCounts() ? ID : me();
    }

    public static long me() {
        return Libc.geteuid() & 0xFFFF_FFFFL;
    }

    public static void assertFile(Path path, long owner, int mode) throws IOException {
        assertEquals(owner, number(path, "uid"), "owner of " + path);
        assertEquals(Long.toOctalString(mode), Long.toOctalString(number(path, "mode") & 07777), "mode of " + path);
    }

    /** One number that the file system keeps about a file; of a link its own. */
    public static long number(Path path, String attribute) throws IOException {
        Object value = Files.getAttribute(path, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
        return Long.parseLong(String.valueOf(value)) & 0xFFFF_FFFFL;
    }

    /** Names in the directory of homes. */
    public List<String> listed() throws IOException {
        try (var names = Files.list(root.resolve("home"))) {
            return names.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
