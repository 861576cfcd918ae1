package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.leaving.ArchiveFile.Beside;
import org.hubwarden.host.linux.posix.DeepRemoval;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * Programs of their own that pack a home, remove it, and bring it back. An archive gets its name only once every file in it was
 * compared with the home.
 */
public final class Packer {

    /** The words on the command line that nobody types. */
    public static final String PACK = "errand-pack-home";

    /** Its second. */
    public static final String REMOVE = "errand-remove-home";

    /** Its third. */
    public static final String RESTORE = "errand-restore-home";

    /** The last word where a pass waits for it, and no other can run meanwhile. */
    static final String IN_A_PASS = "in-a-pass";

    private static final Path NOWHERE = Path.of("/nonexistent");

    /** The exit status that says that another is at it. */
    static final int TAKEN = 75;

    /** The one that says that there is no room for an archive. */
    static final int FULL = 74;

    private final String home;
    private final ArchiveFile archive;
    private final long uid;
    private final Path passes;

    private Packer(String home, String file, String uid, Path passes) {
        this.home = home;
        this.archive = ArchiveFile.named(file);
        this.uid = Long.parseLong(uid);
        this.passes = passes;
    }

    private static Packer of(List<String> arguments) {
        Path passes = arguments.contains(IN_A_PASS) ? NOWHERE : Path.of("/run/hubwarden/pass.lock");
        return new Packer(arguments.get(1), arguments.get(2), arguments.get(3), passes);
    }

    /** Whether such a word is meant for it. */
    public static boolean knows(String word) {
        return List.of(PACK, REMOVE, RESTORE).contains(word);
    }

    /** Does what the word says with a home, the name of an archive, and a uid. The exit status. */
    public static int run(List<String> arguments, PrintStream err) {
        try {
            Packer packer = of(arguments);
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
        try (FileChannel channel = FileChannel.open(lock(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                return false;
            }
            switch (word) {
                case PACK -> new HomePacking(home, archive, uid).run();
                case REMOVE -> remove();
                default -> new HomeReturn(home, archive).run();
            }
            return true;
        }
    }

    /** Held by whoever does something with a home. */
    static Path lock(String home) {
        return Path.of(HomeArchives.DIRECTORY, "." + Path.of(home).getFileName() + ".lock");
    }

    private void remove() throws IOException, HostFailure, SystemCallFailure, InterruptedException {
        if (!Files.exists(Path.of(home), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        archive.requireWhole();
        FilePath path = FilePath.parse(home);
        try (Descriptor parent = new MachineRoot(Path.of("/")).open(MachineRoot.names(path.parent()))) {
            if (parent.stat(path.name()).uid() != uid) {
                throw new HostFailure(home + " is not the home of uid " + uid + " any more, and stays");
            }
            Path passwd = Path.of("/etc/passwd");
            LockedAccount.between(passes, passwd, Long.toString(uid), this::requireUnchanged, this::beginRemoval);
            DeepRemoval.remove(parent, path.name());
            parent.sync();
            archive.drop(Beside.BEGUN);
            archive.drop(Beside.REMOVING);
        }
    }

    /** Once its removal has begun, a file that has several names in the home changes whenever one of them goes. */
    private void requireUnchanged() throws IOException, HostFailure, InterruptedException {
        if (archive.has(Beside.REMOVING)) {
            return;
        }
        String begun = archive.beside(Beside.BEGUN).toString();
        Programs.Result changed = Programs.run(
                List.of("/usr/bin/find", home, "-xdev", "-newercm", begun, "-print", "-quit"), Integer.MAX_VALUE);
        if (changed.status() != 0) {
            throw new HostFailure(
                    "find ended with status " + changed.status() + ": " + TarText.escape(changed.output()));
        }
        if (!changed.output().isEmpty()) {
            throw new HostFailure("the home " + home + " stays as it is, since it was changed after it was packed, as "
                    + TarText.escape(TarText.begin(changed.output())) + " was; remove " + archive.path()
                    + ", and it is packed again");
        }
    }

    private void beginRemoval() throws IOException {
        if (!archive.has(Beside.REMOVING)) {
            archive.make(Beside.REMOVING);
            ArchiveFile.sync(Path.of(HomeArchives.DIRECTORY));
        }
    }
}
