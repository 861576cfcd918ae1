package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hubwarden.host.HostFailure;

/**
 * The top of the file system that the adapters work on: {@code /} of the machine, or the directory given with
 * {@code --root}. Paths are looked up as if it were the root: no link, absolute or with {@code ..}, leads out of it.
 *
 * @param directory absolute and without links
 */
public record Root(Path directory) {

    private static final Path TOP = Path.of("/");

    public Root {
        if (!directory.isAbsolute() || !directory.equals(directory.normalize())) {
            throw new IllegalArgumentException("not an absolute, normal path: " + directory);
        }
    }

    /** The machine itself. */
    public static Root machine() {
        return new Root(TOP);
    }

    /**
     * A directory tree.
     *
     * @param directory may be relative and may be a link
     * @throws HostFailure when it is not there or no directory
     */
    public static Root tree(Path directory) throws HostFailure {
        try {
            Path real = directory.toRealPath();
            if (Files.isDirectory(real)) {
                return new Root(real);
            }
        } catch (IOException e) {
            throw IoFault.failure("use as root", directory, e);
        }
        throw new HostFailure("Cannot use as root " + directory + ": it is no directory.");
    }

    /** Whether this is the machine, which runs, and not a tree. */
    public boolean isMachine() {
        return directory.equals(TOP);
    }

    /** The path below this root, for messages: links are not looked at. */
    public Path at(String absolute) {
        return directory.resolve(absolute.replaceFirst("^/+", ""));
    }

    /**
     * Where a path really is: every link on the way and at its end is followed, inside this root.
     *
     * @param absolute the path as processes inside the root write it; need not exist
     */
    public Path locate(String absolute) throws HostFailure {
        try {
            return Chase.of(this, absolute).end();
        } catch (IOException e) {
            throw IoFault.failure("find", at(absolute), e);
        }
    }

    /**
     * Where a directory really is.
     *
     * @throws HostFailure when it is missing or no directory
     */
    public Path directory(String absolute) throws HostFailure {
        Path found = locate(absolute);
        if (!Files.isDirectory(found)) {
            throw new HostFailure("There is no directory " + at(absolute) + ". Make it, or give another --root.");
        }
        return found;
    }

    /**
     * Where a directory really is; made, with those above it, when it is missing.
     *
     * @param mode for the last one when it is made; those above it get 0755
     */
    public Path makeDirectory(String absolute, int mode) throws HostFailure {
        Path found = directory;
        try {
            for (int end = absolute.indexOf('/', 1); end >= 0; end = absolute.indexOf('/', end + 1)) {
                found = makeOne(absolute.substring(0, end), 0755);
            }
            found = makeOne(absolute, mode);
        } catch (IOException e) {
            throw IoFault.failure("make the directory", at(absolute), e);
        }
        return found;
    }

    private Path makeOne(String absolute, int mode) throws IOException {
        Chase chase = Chase.of(this, absolute);
        if (chase.stat().isEmpty()) {
            Files.createDirectory(chase.end());
            Files.setAttribute(chase.end(), "unix:mode", mode);
        }
        return chase.end();
    }
}
