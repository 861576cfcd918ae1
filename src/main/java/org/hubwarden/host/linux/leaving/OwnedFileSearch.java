package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * A program of its own: it lists what people own outside their homes, in one walk for all of them, and takes the set-uid and set-gid
 * bits off it: a copy of a shell with such a bit would make whoever runs it the one who left.
 */
public final class OwnedFileSearch implements MachineWalk.Visitor {

    /** The word on the command line that nobody types. */
    public static final String COMMAND = "errand-list-owned-files";

    private static final int SETUID = 04000;
    private static final int SETGID = 02000;

    private final List<Person> people;
    private final List<OwnedFileList> lists = new ArrayList<>();

    /** Device and inode of each one's home. */
    private final List<Optional<FileStat>> homes = new ArrayList<>();

    /**
     * Whose files.
     *
     * @param file the name of the list
     */
    record Person(long uid, long gid, String file, String home) {

        /** As an argument. */
        String text() {
            return uid + ":" + gid + ":" + file + ":" + home;
        }

        static Person of(String text) {
            String[] parts = text.split(":", 4);
            return new Person(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3]);
        }
    }

    private OwnedFileSearch(List<Person> people) {
        this.people = people;
    }

    /** Lists for each {@code UID:GID:FILE:HOME}. Gives the exit status. */
    public static int run(List<String> arguments, PrintStream err) {
        OwnedFileSearch search =
                new OwnedFileSearch(arguments.stream().map(Person::of).toList());
        try {
            search.all();
            return 0;
        } catch (IOException failure) {
            err.println("not everything could be searched: " + failure.getMessage());
        } catch (SystemCallFailure failure) {
            err.println(failure.sentence());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private void all() throws IOException, InterruptedException, SystemCallFailure {
        for (Person person : people) {
            homes.add(home(person));
            lists.add(new OwnedFileList(Path.of(OwnedFiles.DIRECTORY).resolve(person.file())));
        }
        MachineWalk.run(this);
        for (OwnedFileList list : lists) {
            list.end();
        }
    }

    private static Optional<FileStat> home(Person person) throws SystemCallFailure {
        FilePath path = FilePath.parse(person.home());
        try (Descriptor parent = new MachineRoot(Path.of("/")).open(MachineRoot.names(path.parent()))) {
            return Optional.of(parent.stat(path.name()));
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT) || failure.is(Errno.ENOTDIR) || failure.is(Errno.ELOOP)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public boolean visit(Descriptor directory, FileName name, FileStat stat, CharSequence path)
            throws SystemCallFailure, IOException {
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            boolean isOwner = stat.uid() == person.uid();
            if (isOwner && stat.isDirectory() && isHome(homes.get(i), stat)) {
                return false;
            }
            if (isOwner || stat.gid() == person.gid()) {
                add(lists.get(i), isOwner, directory, name, stat, TarText.begin(path));
            }
        }
        return true;
    }

    private static boolean isHome(Optional<FileStat> home, FileStat stat) {
        return home.filter(h -> h.inode() == stat.inode() && h.device() == stat.device())
                .isPresent();
    }

    private static void add(
            OwnedFileList list, boolean isOwner, Descriptor directory, FileName name, FileStat stat, String path)
            throws IOException {
        int bits = stat.permissions() & (SETUID | SETGID);
        if (!isOwner || !stat.isRegular() || bits == 0) {
            list.add(stat, path, OwnedFileList.Danger.NONE, "");
            return;
        }
        try {
            disarm(directory, name, stat);
            list.add(stat, path, OwnedFileList.Danger.TAKEN, "");
        } catch (SystemCallFailure failure) {
            list.add(stat, path, OwnedFileList.Danger.LEFT, failure.sentence());
        }
    }

    /** By the descriptor of the very file that was looked at; another that has its name by now is left alone. */
    private static void disarm(Descriptor directory, FileName name, FileStat seen) throws SystemCallFailure {
        try (Descriptor file = directory.openFile(name)) {
            FileStat stat = file.stat();
            if (stat.inode() == seen.inode() && stat.device() == seen.device() && stat.uid() == seen.uid()) {
                file.changeMode(stat.permissions() & ~(SETUID | SETGID));
            }
        }
    }

    @Override
    public void unseen(String path, String why) throws IOException {
        for (OwnedFileList list : lists) {
            list.unseen(path, why);
        }
    }
}
