package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A path looked up component by component, as the kernel would if the root were chroot(2)ed into. Every directory and link
 * on the way is kept, so that a caller can judge them. The top of a tree is not among them, the machine's {@code /} is.
 */
public final class Chase {

    /** What stood at one place on the way. */
    public record Step(Path path, PathStat stat) {}

    private static final int MOST_LINKS = 40;

    private final Root root;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<Step> steps = new ArrayList<>();
    private Path at;
    private Optional<PathStat> stat;
    private int links;

    private Chase(Root root) throws IOException {
        this.root = root;
        this.at = root.directory();
        this.stat = Optional.of(PathStat.of(at));
    }

    /**
     * Looks a path up.
     *
     * @throws IOException also for more than {@value #MOST_LINKS} links and for a file where a directory is needed
     */
    public static Chase of(Root root, String absolute) throws IOException {
        Chase chase = new Chase(root);
        if (root.isMachine()) {
            chase.steps.add(new Step(chase.at, PathStat.of(chase.at)));
        }
        chase.push(absolute);
        while (!chase.ahead.isEmpty()) {
            chase.step(chase.ahead.pop());
        }
        return chase;
    }

    /** Where it ends: never a link. When {@link #stat} is empty, the first place where nothing is. */
    public Path end() {
        return at;
    }

    /** What stands at the end; empty for nothing. */
    public Optional<PathStat> stat() {
        return stat;
    }

    /** What was met, in order, the end included if it exists. */
    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    private void push(String path) {
        List<String> names = new ArrayList<>(List.of(path.split("/+")));
        Collections.reverse(names);
        names.stream().filter(n -> !n.isEmpty() && !n.equals(".")).forEach(ahead::push);
    }

    private void step(String name) throws IOException {
        if (stat.isEmpty()) {
            return;
        }
        if (!stat.get().isDirectory()) {
            throw new FileSystemException(at.toString(), null, "Not a directory");
        }
        if (name.equals("..")) {
            climb();
        } else {
            enter(at.resolve(name));
        }
    }

    private void climb() throws IOException {
        Path parent = at.getParent();
        if (parent != null && !at.equals(root.directory())) {
            at = parent;
            stat = Optional.of(PathStat.of(at));
        }
    }

    private void enter(Path next) throws IOException {
        Optional<PathStat> found = PathStat.find(next);
        found.ifPresent(s -> steps.add(new Step(next, s)));
        if (found.isPresent() && found.get().isLink()) {
            follow(next);
        } else {
            at = next;
            stat = found;
        }
    }

    private void follow(Path link) throws IOException {
        if (++links > MOST_LINKS) {
            throw new FileSystemException(
                    link.toString(),
                    null,
                    "Too many levels of symbolic links; an absolute link counts from the top of " + root.directory());
        }
        String target = Files.readSymbolicLink(link).toString();
        if (target.startsWith("/")) {
            at = root.directory();
            stat = Optional.of(PathStat.of(at));
        }
        push(target);
    }
}
