package org.hubwarden.host.linux.sweep;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileDigest;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.sweep.Coverage;
import org.hubwarden.sweep.Coverage.Depth;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.Escape;

/**
 * Walks a tree by descriptors, each directory's names in order, and tells what it finds one by one. Follows no link, enters no file
 * system that may not answer, opens nothing but directories and regular files. To be closed.
 */
final class SystemWalk implements Iterator<Entry>, AutoCloseable {

    private static final int SET_ID = 06000;
    private static final int EXECUTABLE = 0111;
    private static final int IMMUTABLE = 0x10;
    private static final int APPEND_ONLY = 0x20;

    /** Deeper than this nothing is looked at, and that is told. */
    private static final int DEEPEST = 400;

    private final Coverage coverage;
    private final Set<String> only;
    private final Map<String, String> foreign;
    private final Runnable step;
    private final FileDigest digest;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Optional<Entry> next = Optional.empty();

    /** A directory that is open. */
    private record Frame(Descriptor directory, String path, Coverage.Place place, Iterator<FileName> names) {}

    /**
     * @param top the root of the tree
     * @param only with any, only these escaped paths and what is below them
     * @param foreign escaped paths at which a file system is mounted that is not entered, and its type
     * @param step is run for each file and each piece of one
     */
    SystemWalk(Descriptor top, Coverage coverage, Set<String> only, Map<String, String> foreign, Runnable step)
            throws SystemCallFailure {
        this.coverage = coverage;
        this.only = only;
        this.foreign = foreign;
        this.step = step;
        this.digest = new FileDigest(step);
        enter(top, "", coverage.top());
        advance();
    }

    private void enter(Descriptor directory, String path, Coverage.Place place) throws SystemCallFailure {
        List<FileName> names = new ArrayList<>(directory.list());
        names.sort(Comparator.comparing(SystemWalk::escaped));
        frames.push(new Frame(directory, path, place, names.iterator()));
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Entry next() {
        Entry entry = next.orElseThrow(NoSuchElementException::new);
        advance();
        return entry;
    }

    private void advance() {
        next = Optional.empty();
        while (next.isEmpty() && !frames.isEmpty()) {
            Frame frame = frames.peek();
            if (frame.names().hasNext()) {
                step.run();
                visit(frame, frame.names().next());
            } else {
                frames.pop().directory().close();
            }
        }
    }

    private void visit(Frame frame, FileName name) {
        String path = frame.path() + "/" + escaped(name);
        Coverage.Place place = coverage.below(frame.place(), name.latin());
        if (place.isNothing() || !isWanted(path)) {
            return;
        }
        Optional<String> type = Optional.ofNullable(foreign.get(path));
        if (type.isPresent()) {
            mounted(path, place, type.get());
            return;
        }
        try {
            look(frame.directory(), name, path, place);
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.ENOENT)) {
                tell(path, Map.of("error", Escape.text(failure.sentence())));
            }
        }
    }

    private void look(Descriptor directory, FileName name, String path, Coverage.Place place) throws SystemCallFailure {
        byte[] answer = directory.statAnswer(name);
        FileStat stat = FileStat.parse(answer);
        String flags = flags(answer);
        if (stat.automount()) {
            mounted(path, place, "automount");
        } else if (isWithin(path) && isTold(stat, flags, place.depth(), directory, name)) {
            tell(path, facts(directory, name, path, stat, flags, place.depth()));
        }
        if (stat.isDirectory() && !stat.automount()) {
            descend(directory, name, path, place);
        }
    }

    /** Where everything is looked at, something else in its place is told; elsewhere the table of mounts tells it. */
    private void mounted(String path, Coverage.Place place, String type) {
        if (place.depth() != Depth.NOTABLE && isWithin(path)) {
            tell(path, Map.of("mount", type));
        }
    }

    private void descend(Descriptor directory, FileName name, String path, Coverage.Place place)
            throws SystemCallFailure {
        if (frames.size() >= DEEPEST) {
            tell(path, Map.of("error", "deeper%20than%20" + DEEPEST + "%20directories"));
            return;
        }
        Descriptor opened = directory.openDirectory(name);
        try {
            enter(opened, path, place);
        } catch (SystemCallFailure failure) {
            opened.close();
            throw failure;
        }
    }

    private static boolean isTold(FileStat stat, String flags, Depth depth, Descriptor directory, FileName name)
            throws SystemCallFailure {
        if (depth != Depth.NOTABLE) {
            return true;
        }
        boolean regular = stat.isRegular();
        boolean program = regular && (stat.mode() & EXECUTABLE) != 0;
        return (regular && (stat.mode() & SET_ID) != 0)
                || !flags.isEmpty()
                || isDevice(stat)
                || (program && FileAttributes.of(directory, name).containsKey("caps"));
    }

    private static boolean isDevice(FileStat stat) {
        return stat.kind().equals("a device");
    }

    private Map<String, String> facts(
            Descriptor directory, FileName name, String path, FileStat stat, String flags, Depth depth)
            throws SystemCallFailure {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("type", type(stat));
        facts.put("owner", stat.uid() + ":" + stat.gid());
        if (!flags.isEmpty()) {
            facts.put("flags", flags);
        }
        if (stat.isLink()) {
            byte[] target = directory.readLink(name);
            facts.put("to", Escape.bytes(Arrays.copyOf(target, target.length - 1)));
            return facts;
        }
        facts.put("mode", Integer.toOctalString(stat.permissions()));
        if (stat.isRegular() || stat.isDirectory()) {
            facts.putAll(FileAttributes.of(directory, name));
        }
        if (isDevice(stat) && !path.startsWith("/dev/")) {
            facts.put("dev", "device");
        }
        if (stat.isRegular() && depth != Depth.ATTRIBUTES) {
            facts.put("size", Long.toString(stat.size()));
            facts.put("sha256", HexFormat.of().formatHex(digest.sha256(directory, name)));
        }
        return facts;
    }

    private static String type(FileStat stat) {
        if (stat.isRegular()) {
            return "f";
        }
        return stat.isDirectory() ? "d" : stat.isLink() ? "l" : stat.kind().replaceAll("^a ", "");
    }

    /** The attributes i and a of chattr(1). */
    private static String flags(byte[] answer) {
        long attributes = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder()).getLong(8);
        return ((attributes & IMMUTABLE) != 0 ? "i" : "") + ((attributes & APPEND_ONLY) != 0 ? "a" : "");
    }

    /** Whether it, what is above it or what is below it was asked for. */
    private boolean isWanted(String path) {
        return isWithin(path) || only.stream().anyMatch(wanted -> wanted.startsWith(path + "/"));
    }

    private boolean isWithin(String path) {
        return only.isEmpty() || only.stream().anyMatch(wanted -> path.equals(wanted) || path.startsWith(wanted + "/"));
    }

    private void tell(String path, Map<String, String> facts) {
        SortedMap<String, String> all = new TreeMap<>(facts);
        next.ifPresent(entry -> entry.facts().forEach(all::putIfAbsent));
        next = Optional.of(new Entry(path, all));
    }

    private static String escaped(FileName name) {
        return Escape.bytes(Arrays.copyOf(name.terminated(), name.terminated().length - 1));
    }

    @Override
    public void close() {
        frames.forEach(frame -> frame.directory().close());
        frames.clear();
    }
}
