package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StateFile;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.host.linux.files.Chase;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;

/** {@code /etc/hubwarden/state.yaml}, believed only when nobody but its owner can have written it. */
public final class FileStateFile implements StateFile {

    /** The largest state file that is read, in bytes. */
    public static final long LIMIT = 64L << 20;

    private static final String PATH = "/etc/hubwarden/state.yaml";
    private static final String STATE_DIRECTORY = "/var/lib/hubwarden";
    private static final String LAST_GOOD = "state.last-good.yaml";
    private static final int ATTEMPTS = 5;

    private final Root root;
    private final Disk disk = new NioDisk();

    /** For the machine, where root must own the file, or a tree, where the effective user must. */
    public FileStateFile(Root root) {
        this.root = root;
    }

    @Override
    public String path() {
        return root.at(PATH).toString();
    }

    @Override
    public StateFileReading read() {
        try {
            Chase chase = Chase.of(root, PATH);
            if (chase.stat().isEmpty()) {
                return absent(chase);
            }
            // The kind first: the advice to take rights away would be a bad one for a device.
            Optional<String> fault = FileContent.strangeKind(
                            chase.end(), chase.stat().get())
                    .or(() -> Trust.of(root).fault(chase.steps()));
            return fault.<StateFileReading>map(StateFileReading.Refused::new).orElseGet(() -> content(chase.end()));
        } catch (IOException e) {
            return new StateFileReading.Refused(
                    IoFault.failure("read", root.at(PATH), e).sentence());
        }
    }

    private StateFileReading absent(Chase chase) {
        Path expected = root.at(PATH);
        boolean throughLink = chase.steps().stream().anyMatch(s -> s.stat().isLink());
        return throughLink
                ? new StateFileReading.Refused(expected + " leads through a link to " + chase.end()
                        + ", where nothing is. Put the file there, or point the link elsewhere.")
                : new StateFileReading.Absent();
    }

    private static StateFileReading content(Path file) {
        try {
            return FileContent.read(file, LIMIT, 1)
                    .<StateFileReading>map(c -> new StateFileReading.Content(c.bytes()))
                    .orElseGet(StateFileReading.Absent::new);
        } catch (HostFailure e) {
            return new StateFileReading.Refused(e.sentence());
        }
    }

    @Override
    public Optional<byte[]> lastGood() throws HostFailure {
        return FileContent.read(root.locate(STATE_DIRECTORY + "/" + LAST_GOOD), LIMIT, ATTEMPTS)
                .map(FileContent::bytes);
    }

    @Override
    public void keepLastGood(byte[] content) throws HostFailure {
        if (lastGood().filter(kept -> Arrays.equals(kept, content)).isPresent()) {
            return;
        }
        Path directory = root.makeDirectory(STATE_DIRECTORY, 0700);
        Path target = directory.resolve(LAST_GOOD);
        try {
            Draft.replace(disk, directory.resolve("." + LAST_GOOD), target, content, Stamp.ours(0600));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }
}
