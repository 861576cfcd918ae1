package org.hubwarden.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a difference of a file means. */
final class FileJudge {

    private static final int SET_UID = 04000;
    private static final int SET_ID = 06000;
    private static final int WRITABLE = 0022;

    private static final String STATE_FILE = "/etc/hubwarden/state.yaml";

    private final Instant taken;
    private final Packages packages;
    private final Set<String> ours;

    FileJudge(Instant taken, Packages packages, Set<String> ours) {
        this.taken = taken;
        this.packages = packages;
        this.ours = ours;
    }

    Remark of(Difference difference) {
        String key = difference.key();
        Subject subject = Subject.of(key);
        Optional<Remark> special = special(difference);
        if (special.isPresent()) {
            return special.get();
        }
        Optional<String> origin = explanation(difference);
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
        boolean known =
                isBare() && packages.of(key).map(Packages.Origin::matches).orElse(false);
        return new Remark(known ? Rank.EXPLAINED : rank, key, what, change(difference), look, known(key));
    }

    /** Without a baseline nothing is known of when a file came. */
    private boolean isBare() {
        return taken.equals(Instant.EPOCH);
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

    private Optional<String> explanation(Difference difference) {
        String key = difference.key();
        if (ours.contains(key) && isPlain(difference)) {
            return Optional.of("hubwarden writes it, and it is as it should be");
        }
        if (key.equals(STATE_FILE) && isPlain(difference)) {
            return Optional.of("people edit it; who is an admin by it, hubwarden root-access shows");
        }
        if (difference.now("to").equals("/dev/null") && key.startsWith("/etc/systemd/system/")) {
            return Optional.of("masks a unit, so that it cannot start");
        }
        if (difference.now().isPresent() && !isPlain(difference)) {
            return Optional.empty();
        }
        if (key.equals("/etc/ld.so.cache")) {
            return packages.last()
                    .filter(last -> !last.isBefore(taken))
                    .map(last -> "packages were installed until " + last + ", and ldconfig makes it anew");
        }
        return packages.of(key)
                .or(() -> target(difference).flatMap(packages::of))
                .flatMap(this::explanation);
    }

    private Optional<String> explanation(Packages.Origin origin) {
        if (isBare()) {
            return origin.matches()
                    ? Optional.of("belongs to the package " + origin.name() + ", and matches its md5sums")
                    : Optional.empty();
        }
        return origin.installed()
                .filter(at -> origin.matches() && !at.isBefore(taken))
                .map(at -> "belongs to the package " + origin.name() + ", which was installed or changed at " + at
                        + " by dpkg's log, and matches its md5sums");
    }

    /** What a link leads to: packages make links in /etc/alternatives and to their units. */
    private static Optional<String> target(Difference difference) {
        String to = difference.now("to");
        return difference.now("type").equals("l") && to.startsWith("/") ? Optional.of(to) : Optional.empty();
    }

    /** Root's own, writable by nobody else, and without an access control list. */
    private static boolean isPlain(Difference difference) {
        boolean link = difference.now("type").equals("l");
        boolean closed = link || (mode(difference) & (WRITABLE | SET_ID)) == 0;
        boolean believed = difference.now("owner").matches("0:[0-9]+");
        Set<String> changed = difference.changed();
        return closed && believed && !changed.contains("acl") && !changed.contains("default-acl");
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
            } else if (!fact.equals("size")) {
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
