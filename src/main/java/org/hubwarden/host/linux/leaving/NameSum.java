package org.hubwarden.host.linux.leaving;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/** How many names, and a sum of them: two that are equal are of the same names, in whatever order. */
final class NameSum {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long count;
    private long sum;

    void add(FileName name) {
        count++;
        sum += name.hashCode() * SPREAD;
    }

    /** Of what is in a directory. tar packs no sockets: they may be left out. */
    static NameSum in(Descriptor directory, boolean withSockets) throws SystemCallFailure {
        NameSum all = new NameSum();
        List<FileName> names = new ArrayList<>();
        try (Descriptor again = directory.openDirectory(FileName.itself())) {
            while (again.listNext(names)) {
                for (FileName name : names) {
                    if (withSockets || !again.stat(name).isSocket()) {
                        all.add(name);
                    }
                }
                names.clear();
            }
        }
        return all;
    }

    boolean isSame(NameSum other) {
        return count == other.count && sum == other.sum;
    }

    long count() {
        return count;
    }
}
