package org.hubwarden.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a difference of a file means. */
final class FileJudge {

    private static final int SET_UID = 04000;
    private static final int SET_ID = 06000;
    private static final int WRITABLE = 0022;

    private final Packages packages;
    private final Explanations explanations;

    FileJudge(Instant taken, Packages packages, Set<String> ours) {
        this.packages = packages;
        this.explanations = new Explanations(taken, packages, ours);
    }

    /** Empty for what is nothing to look at. */
    Optional<Remark> of(Difference difference) {
        return isPassing(difference) ? Optional.empty() : Optional.of(judged(difference));
    }

    /** systemd makes its directories below /run when it first needs them; what is in them is told by itself. */
    private static boolean isPassing(Difference difference) {
        return difference.key().startsWith("/run/")
                && difference.before().isEmpty()
                && difference.now("type").equals("d")
                && isPlain(difference);
    }

    private Remark judged(Difference difference) {
        String key = difference.key();
        Subject subject = Subject.of(key);
        Optional<String> origin = explanations.of(difference, isPlain(difference));
        Optional<Remark> special =
                hadItsRights(difference) && origin.isPresent() ? Optional.empty() : special(difference);
        if (special.isPresent()) {
            return special.get();
        }
        Rank rank = origin.isPresent() ? Rank.EXPLAINED : rank(difference, subject);
        String look = difference.changed().contains("acl") ? "getfacl " + Escape.shell(key) : subject.lookAt(key);
        return new Remark(rank, key, subject.what(), change(difference), look, origin.or(() -> known(key)));
    }

    /** What gives rights wherever it lies, whoever brought it. */
    private Optional<Remark> special(Difference difference) {
        if (difference.now().isEmpty()) {
            return Optional.empty();
        }
        String key = difference.key();
        String file = Escape.shell(key);
        int mode = mode(difference);
        boolean regular = difference.now("type").equals("f");
        if (!difference.now("caps").isEmpty()) {
            return Optional.of(special(difference, Rank.GIVES_ROOT, "a program with capabilities", "getcap " + file));
        }
        if (regular && (mode & SET_ID) != 0) {
            boolean roots = (mode & SET_UID) != 0 && difference.now("owner").startsWith("0:");
            boolean group = (mode & SET_UID) == 0;
            String what = group
                    ? "a set-gid program"
                    : roots ? "a set-uid program of root" : "a set-uid program of uid " + difference.now("owner");
            Rank rank = roots || group ? Rank.GIVES_ROOT : Rank.MAY_GIVE_ROOT;
            return Optional.of(special(difference, rank, what, "ls -la --full-time " + file + "; dpkg -S " + file));
        }
        if (!difference.now("dev").isEmpty()) {
            return Optional.of(special(difference, Rank.GIVES_ROOT, "a device outside /dev", "ls -la " + file));
        }
        if (difference.changed().contains("flags")) {
            return Optional.of(special(
                    difference, Rank.MAY_GIVE_ROOT, "a file that cannot be changed or removed", "lsattr -d " + file));
        }
        return difference.changed().contains("mount")
                ? Optional.of(special(difference, Rank.MAY_GIVE_ROOT, "a file system", "findmnt " + file))
                : Optional.empty();
    }

    private Remark special(Difference difference, Rank rank, String what, String look) {
        String key = difference.key();
        boolean known = explanations.isBare()
                && packages.of(key).map(Packages.Origin::matches).orElse(false);
        return new Remark(known ? Rank.EXPLAINED : rank, key, what, change(difference), look, known(key));
    }

    private Rank rank(Difference difference, Subject subject) {
        boolean directory = difference.now("type").equals("d");
        boolean harmless = difference.now("owner").equals("0:0") && (mode(difference) & WRITABLE) == 0;
        if (directory && difference.before().isEmpty() && harmless) {
            return Rank.DIFFERS;
        }
        if (!difference.now("error").isEmpty() || isBytecode(difference.key())) {
            return Rank.MAY_GIVE_ROOT;
        }
        if (difference.now().isEmpty()) {
            return subject.rank() == Rank.GIVES_ROOT ? Rank.MAY_GIVE_ROOT : Rank.DIFFERS;
        }
        return subject.rank();
    }

    private static boolean isBytecode(String key) {
        return key.contains("/__pycache__/") && key.endsWith(".pyc");
    }

    private static int mode(Difference difference) {
        String mode = difference.now("mode");
        return mode.matches("[0-7]{1,6}") ? Integer.parseInt(mode, 8) : 0;
    }

    /** Root's own, writable by nobody else, and without an access control list. */
    private static boolean isPlain(Difference difference) {
        boolean link = difference.now("type").equals("l");
        int open = hadItsRights(difference) ? WRITABLE : WRITABLE | SET_ID;
        boolean closed = link || (mode(difference) & open) == 0;
        boolean believed = difference.now("owner").matches("0:[0-9]+");
        Set<String> changed = difference.changed();
        return closed && believed && !changed.contains("acl") && !changed.contains("default-acl");
    }

    /** What it gives by itself it gave before: a new version of sudo's program has the set-uid bit that the one before had. */
    private static boolean hadItsRights(Difference difference) {
        Set<String> changed = new TreeSet<>(difference.changed());
        changed.removeAll(Set.of("sha256", "size", "package"));
        return difference.before().isPresent() && difference.now().isPresent() && changed.isEmpty();
    }

    /** What the package database says of it, which explains nothing. */
    private Optional<String> known(String key) {
        return packages.of(key)
                .map(origin -> origin.matches()
                        ? "the package " + origin.name() + " has such a file"
                        : "the package " + origin.name() + " brought another file of that name");
    }

    private static String change(Difference difference) {
        if (difference.before().isEmpty()) {
            String target = difference.now("to");
            return "new" + (target.isEmpty() ? details(difference) : ", leads to " + target);
        }
        if (difference.now().isEmpty()) {
            return "gone";
        }
        List<String> parts = new ArrayList<>();
        for (String fact : difference.changed()) {
            boolean long_ = fact.equals("sha256");
            if (long_) {
                parts.add("other content");
            } else if (!Set.of("size", "package").contains(fact)) {
                parts.add(fact + " " + shown(difference.before(fact)) + " -> " + shown(difference.now(fact)));
            }
        }
        return String.join(", ", parts);
    }

    private static String details(Difference difference) {
        return ": mode " + difference.now("mode") + ", owner " + difference.now("owner")
                + (difference.now("caps").isEmpty() ? "" : ", capabilities " + difference.now("caps"));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
