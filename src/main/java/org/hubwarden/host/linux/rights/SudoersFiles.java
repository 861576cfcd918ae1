package org.hubwarden.host.linux.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.spec.SudoersText;

/**
 * Gathers what sudo reads: {@code /etc/sudoers} and all that it includes, but not our own drop-ins. Links to files are followed,
 * as sudo does, but not in a tree that is not the machine's own.
 */
public final class SudoersFiles {

    private static final String MAIN = "/etc/sudoers";
    private static final String DIRECTORY = "/etc/sudoers.d";
    private static final Set<String> OURS = Set.of(SudoersText.ADMIN_RULE_PATH, SudoersText.DENY_LIST_PATH);

    private final Path root;
    private final RememberedSudoers memory;
    private final List<SudoersSource.Line> lines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> entered = new TreeSet<>();
    private final Set<String> leftOut;
    private boolean includesOurs;

    private SudoersFiles(Path root, RememberedSudoers memory, Set<String> leftOut) {
        this.root = root;
        this.memory = memory;
        this.leftOut = leftOut;
    }

    /**
     * What was gathered.
     *
     * @param faults what could not be read, for people
     */
    public record Gathered(SudoersSource source, List<String> faults) {}

    /** Reads them all, those that are as they were from memory. */
    public static Gathered gather(Path root, RememberedSudoers memory) {
        return gather(new SudoersFiles(root, memory, OURS));
    }

    /** The same with our own. */
    public static Gathered gatherAll(Path root) {
        return gather(new SudoersFiles(root, new RememberedSudoers(), Set.of()));
    }

    private static Gathered gather(SudoersFiles files) {
        files.read(MAIN);
        if (!files.includesOurs && files.entered.contains(MAIN)) {
            files.faults.add("/etc/sudoers does not include /etc/sudoers.d, so sudo obeys none of our rules;"
                    + " add the line: @includedir /etc/sudoers.d");
        }
        return new Gathered(new SudoersSource(files.lines), List.copyOf(files.faults));
    }

    private void read(String file) {
        if (leftOut.contains(file) || !entered.add(file)) {
            return;
        }
        try {
            for (SudoersSource.Line line : memory.lines(file, onDisk(file), links())) {
                line.include().ifPresentOrElse(include -> follow(line, include), () -> lines.add(line));
            }
        } catch (NoSuchFileException absent) {
            entered.remove(file);
        } catch (IOException failure) {
            faults.add(file + " cannot be read, so rules in it are not seen: " + failure.getMessage());
        }
    }

    private void follow(SudoersSource.Line line, SudoersSource.Include include) {
        String path =
                Path.of(line.file()).resolveSibling(include.path()).normalize().toString();
        if (path.contains("%")) {
            faults.add(line.file() + " line " + line.number() + " includes " + path
                    + ", whose name depends on the host: rules in it are not seen");
        } else if (include.directory()) {
            includesOurs |= path.equals(DIRECTORY);
            readAll(path);
        } else {
            read(path);
        }
    }

    private void readAll(String directory) {
        try (Stream<Path> files = Files.list(onDisk(directory))) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(SudoersFiles::isReadBySudo)
                    .sorted()
                    .map(name -> directory + "/" + name)
                    .filter(file -> Files.isRegularFile(onDisk(file), links()))
                    .forEach(this::read);
        } catch (NoSuchFileException absent) {
            return;
        } catch (IOException failure) {
            faults.add(directory + " cannot be listed, so rules in it are not seen: " + failure.getMessage());
        }
    }

    /** Whether sudo reads a file with this name in a directory that is included. */
    public static boolean isReadBySudo(String name) {
        return !name.contains(".") && !name.endsWith("~");
    }

    private Path onDisk(String path) {
        return root.resolve(path.substring(1));
    }

    private LinkOption[] links() {
        return root.getNameCount() == 0 ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    }
}
