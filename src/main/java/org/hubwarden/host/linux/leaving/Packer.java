package org.hubwarden.host.linux.leaving;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.host.linux.posix.DeepRemoval;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.observed.Mount;

/**
 * Programs of their own that pack a home, remove it, and bring it back. tar does the packing; what it packed is read again and
 * counted before the archive gets its name, so that one with a name is whole.
 */
public final class Packer {

    /** The words on the command line that nobody types. */
    public static final String PACK = "errand-pack-home";

    /** Its second. */
    public static final String REMOVE = "errand-remove-home";

    /** Its third. */
    public static final String RESTORE = "errand-restore-home";

    /** The exit status that says that another is at it. */
    static final int TAKEN = 75;

    /** The one that says that there is no room for an archive. */
    static final int FULL = 74;

    static final String ENDING = ".tar.zst";
    private static final String SUM = ".sha256";
    private static final String LIST = ".list";
    private static final String LINKS = ".links";
    private static final String PARTIAL = ".partial";
    /** As old as the beginning of the packing. */
    private static final String BEGUN = ".begun";
    /** There while the home is being removed: from then on some of it is in the archive only. */
    private static final String REMOVING = ".removing";

    private static final int SHOWN = 500;

    /** tar names what it restores by its whole path, which the kernel takes up to 4096 bytes of. */
    private static final int LONGEST_LINE = 4000;

    private static final List<String> KEPT =
            List.of("--numeric-owner", "--xattrs", "--xattrs-include=*", "--acls", "--sparse");

    private final Path home;
    private final Path archive;
    private final String uid;

    private Packer(String home, String file, String uid) {
        this.home = Path.of(home);
        this.archive = Path.of(HomeArchives.DIRECTORY).resolve(file);
        this.uid = uid;
    }

    /** Whether such a word is meant for it. */
    public static boolean knows(String word) {
        return List.of(PACK, REMOVE, RESTORE).contains(word);
    }

    /** Does what the word says with a home, the name of an archive, and a uid. The exit status. */
    public static int run(List<String> arguments, PrintStream err) {
        try {
            Packer packer = new Packer(arguments.get(1), arguments.get(2), arguments.get(3));
            return packer.alone(arguments.get(0)) ? 0 : TAKEN;
        } catch (IOException | HostFailure | RuntimeException failure) {
            String why = String.valueOf(failure.getMessage());
            boolean isFull = arguments.get(0).equals(PACK) && Room.isWanting(why);
            err.println(isFull ? Room.sentence(arguments.get(1)) : why);
            return isFull ? FULL : 1;
        } catch (SystemCallFailure failure) {
            err.println(failure.sentence());
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** False where another does something with the same home already: it is done by that one. */
    private boolean alone(String word) throws IOException, HostFailure, InterruptedException, SystemCallFailure {
        try (FileChannel channel =
                        FileChannel.open(lock(home.toString()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                return false;
            }
            switch (word) {
                case PACK -> pack();
                case REMOVE -> remove();
                default -> restore();
            }
            return true;
        }
    }

    /** Held by whoever does something with a home. */
    static Path lock(String home) {
        return Path.of(HomeArchives.DIRECTORY, "." + Path.of(home).getFileName() + ".lock");
    }

    private Path beside(String ending) {
        return archive.resolveSibling(archive.getFileName() + ending);
    }

    private void pack() throws IOException, HostFailure, InterruptedException {
        requireNothingMounted();
        if (Files.exists(archive)) {
            return;
        }
        Path partial = beside(PARTIAL);
        Files.createDirectories(Path.of(HomeArchives.DIRECTORY));
        Files.deleteIfExists(partial);
        Files.deleteIfExists(beside(BEGUN));
        Files.createFile(beside(BEGUN));
        try {
            tar("--create", partial, List.of("--one-file-system", "--format=posix", "-C", home.toString(), "."));
            requireComplete(writeList(partial));
            writeOthersLinks();
            Files.writeString(beside(SUM), sum(partial) + "  " + archive.getFileName() + "\n");
            for (String ending : List.of(PARTIAL, LIST, LINKS, SUM)) {
                sync(beside(ending));
            }
            Files.move(partial, archive, StandardCopyOption.ATOMIC_MOVE);
            sync(Path.of(HomeArchives.DIRECTORY));
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void requireNothingMounted() throws IOException, HostFailure {
        List<String> below = new ArrayList<>();
        for (Mount mount : MountTable.own()) {
            if (mount.path().equals(home.toString()) || mount.path().startsWith(home + "/")) {
                below.add(mount.path());
            }
        }
        if (!below.isEmpty()) {
            throw new HostFailure("the home " + home + " is not packed, since something is mounted there: "
                    + String.join(", ", below) + "; unmount it");
        }
    }

    private void tar(String what, Path file, List<String> rest) throws IOException, HostFailure, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/tar", what, "--file=" + file, "--zstd"));
        command.addAll(KEPT);
        command.addAll(rest);
        Programs.Result result = Programs.run(command, SHOWN);
        if (result.status() != 0) {
            throw new HostFailure("the home " + home + " stays as it is, since tar " + what + " ended with status "
                    + result.status() + ": " + result.output());
        }
    }

    /** tar's own comparison would read every hole of a file that is mostly holes; it leaves sockets out, and so do we. */
    private void requireComplete(LineTally list) throws IOException, HostFailure, InterruptedException {
        if (list.longest() > LONGEST_LINE) {
            throw new HostFailure(
                    "the home " + home + " stays as it is, since it has paths too long for tar to restore:"
                            + " directories within directories, thousands deep. Remove those, or move the home away yourself");
        }
        LineTally there = new LineTally(OutputStream.nullOutputStream());
        say(List.of("/usr/bin/find", home.toString(), "-xdev", "!", "-type", "s", "-printf", "\\n"), there);
        if (list.lines() != there.lines()) {
            throw new HostFailure("the home " + home + " stays as it is, since it has " + there.lines()
                    + " files and its archive " + list.lines() + "; somebody changed it meanwhile");
        }
    }

    private LineTally writeList(Path file) throws IOException, HostFailure, InterruptedException {
        try (LineTally list = new LineTally(new BufferedOutputStream(Files.newOutputStream(beside(LIST))))) {
            say(
                    List.of(
                            "/usr/bin/tar",
                            "--list",
                            "--verbose",
                            "--numeric-owner",
                            "--quoting-style=escape",
                            "--zstd",
                            "--file=" + file),
                    list);
            return list;
        }
    }

    /** Files of others that have a name in the home as well: they keep theirs, and all else. */
    private void writeOthersLinks() throws IOException, HostFailure, InterruptedException {
        try (OutputStream links = new BufferedOutputStream(Files.newOutputStream(beside(LINKS)))) {
            say(
                    List.of(
                            "/usr/bin/find",
                            home.toString(),
                            "-xdev",
                            "-type",
                            "f",
                            "-links",
                            "+1",
                            "!",
                            "-uid",
                            uid,
                            "-printf",
                            "%U %p\\n"),
                    links);
        }
    }

    /** Home may hold a million files: what is said of each goes on, and not into memory. */
    private static void say(List<String> command, OutputStream out)
            throws IOException, HostFailure, InterruptedException {
        int status = Programs.run(command, out);
        if (status != 0) {
            throw new HostFailure(command.get(0) + " ended with status " + status);
        }
    }

    private static String output(List<String> command) throws IOException, HostFailure, InterruptedException {
        Programs.Result result = Programs.run(command, SHOWN);
        if (result.status() != 0) {
            throw new HostFailure(command.get(0) + " ended with status " + result.status());
        }
        return result.output();
    }

    private static String sum(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void requireWhole() throws IOException, HostFailure {
        String stated = Files.readString(beside(SUM)).strip();
        if (!stated.equals(sum(archive) + "  " + archive.getFileName())) {
            throw new HostFailure(archive + " is not what it was, by its SHA-256; the home stays as it is");
        }
    }

    private void remove() throws IOException, HostFailure, SystemCallFailure, InterruptedException {
        if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        requireWhole();
        FilePath path = FilePath.parse(home.toString());
        try (Descriptor parent = new MachineRoot(Path.of("/")).open(MachineRoot.names(path.parent()))) {
            if (parent.stat(path.name()).uid() != Long.parseLong(uid)) {
                throw new HostFailure(home + " is not the home of uid " + uid + " any more, and stays");
            }
            LockedAccount.require(Path.of("/etc/passwd"), uid);
            beginRemoval();
            DeepRemoval.remove(parent, path.name());
            parent.sync();
            Files.deleteIfExists(beside(BEGUN));
            Files.deleteIfExists(beside(REMOVING));
        }
    }

    /** Once it has begun, a file that has several names in the home changes whenever one of them goes. */
    private void beginRemoval() throws IOException, HostFailure, InterruptedException {
        if (Files.exists(beside(REMOVING))) {
            return;
        }
        String changed = output(List.of(
                "/usr/bin/find",
                home.toString(),
                "-xdev",
                "-newercm",
                beside(BEGUN).toString(),
                "-print",
                "-quit"));
        if (!changed.isEmpty()) {
            throw new HostFailure("the home " + home + " stays as it is, since it was changed after it was packed, as "
                    + changed.strip() + " was; remove " + archive + ", and it is packed again");
        }
        Files.createFile(beside(REMOVING));
        sync(Path.of(HomeArchives.DIRECTORY));
    }

    private void restore() throws IOException, HostFailure, InterruptedException, SystemCallFailure {
        if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        requireWhole();
        FilePath path = FilePath.parse(home.toString());
        FileName staging = FileName.of(".hubwarden-restore-" + path.name().latin());
        try (Descriptor parent = new MachineRoot(Path.of("/")).open(MachineRoot.names(path.parent()))) {
            removeIfThere(parent, staging);
            parent.makeDirectory(staging, 0700);
            Path inside = home.resolveSibling(staging.latin());
            FileName home = FileName.of("home");
            try (Descriptor stage = parent.openDirectory(staging)) {
                stage.makeDirectory(home, 0700);
                tar(
                        "--extract",
                        archive,
                        List.of(
                                "--same-owner",
                                "--same-permissions",
                                "-C",
                                inside.resolve("home").toString()));
                stage.syncFileSystem();
                stage.moveTo(home, parent, path.name());
            }
            parent.removeDirectory(staging);
            parent.sync();
        }
    }

    private static void removeIfThere(Descriptor parent, FileName name) throws SystemCallFailure, HostFailure {
        try {
            DeepRemoval.remove(parent, name);
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.ENOENT)) {
                throw failure;
            }
        }
    }
}
