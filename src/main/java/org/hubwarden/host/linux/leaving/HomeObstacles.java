package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileExtras;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.host.linux.posix.TreeCursor;
import org.hubwarden.observed.Mount;

/** Looks for what would stop a home from being removed, or from coming back, before hours are spent on packing it. */
final class HomeObstacles {

    private final String home;
    private final TreeCursor cursor;
    private final StringBuilder path = new StringBuilder();
    private final Deque<Level> levels = new ArrayDeque<>();

    private record Level(Deque<FileName> left, int pathLength) {}

    private HomeObstacles(String home, TreeCursor cursor) {
        this.home = home;
        this.cursor = cursor;
    }

    /** A failure that says what to do, where there is something. */
    static void requireNone(String home, Descriptor top) throws IOException, SystemCallFailure, HostFailure {
        requireNothingMounted(home);
        try (TreeCursor cursor = new TreeCursor(top)) {
            HomeObstacles obstacles = new HomeObstacles(home, cursor);
            obstacles.requireRemovable(FileName.itself());
            obstacles.walk();
        }
    }

    private static void requireNothingMounted(String home) throws IOException, HostFailure {
        List<String> below = new ArrayList<>();
        for (Mount mount : MountTable.own()) {
            if (mount.path().equals(home) || mount.path().startsWith(home + "/")) {
                below.add(mount.path());
            }
        }
        if (!below.isEmpty()) {
            throw new HostFailure("the home " + home + " is not packed, since something is mounted there: "
                    + String.join(", ", below) + "; unmount it");
        }
    }

    private void walk() throws SystemCallFailure, HostFailure {
        levels.push(look());
        while (!levels.isEmpty()) {
            Deque<FileName> left = levels.element().left();
            if (left.isEmpty()) {
                levels.pop();
                leave();
            } else {
                enter(left.pop());
            }
        }
    }

    private void enter(FileName name) throws SystemCallFailure, HostFailure {
        cursor.enter(name, cursor.here().stat(name));
        path.append('/').append(name.latin());
        levels.push(look());
    }

    private void leave() throws SystemCallFailure, HostFailure {
        if (!levels.isEmpty()) {
            cursor.leave();
            path.setLength(levels.element().pathLength());
        }
    }

    /** Looks at everything here; only the names of directories are kept. */
    private Level look() throws SystemCallFailure, HostFailure {
        Deque<FileName> directories = new ArrayDeque<>();
        List<FileName> names = new ArrayList<>();
        while (cursor.here().listNext(names)) {
            for (FileName name : names) {
                if (requireRemovable(name).isDirectory()) {
                    directories.push(name);
                }
            }
            names.clear();
        }
        return new Level(directories, path.length());
    }

    private FileStat requireRemovable(FileName name) throws SystemCallFailure, HostFailure {
        byte[] answer = cursor.here().statAnswer(name);
        FileStat stat = FileStat.parse(answer);
        if (FileExtras.isFixed(answer)) {
            throw new HostFailure(shown(name) + " cannot be removed, since somebody made it immutable or append-only: "
                    + "chattr -i -a it. The home stays as it is");
        }
        if (stat.isDevice()) {
            throw new HostFailure(
                    shown(name) + " is a device, which could not come back: remove it. The home stays as it is");
        }
        return stat;
    }

    private String shown(FileName name) {
        String whole = home + TarText.escape(path + "/" + name.latin());
        return whole.length() > 300 ? whole.substring(0, 300) + "..." : whole;
    }
}
