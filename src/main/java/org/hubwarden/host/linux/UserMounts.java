package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is mounted on the machine, as the first process has it: proc_pid_mountinfo(5). */
final class UserMounts {

    private static final Path FILE = Path.of("/proc/1/mountinfo");

    private UserMounts() {}

    /**
     * One mount.
     *
     * @param path as the kernel escapes it
     * @param options of the file system
     */
    record Mount(String path, String type, List<String> options) {}

    static List<Mount> read() throws IOException {
        return parse(Files.readString(FILE, StandardCharsets.ISO_8859_1));
    }

    /** The same as this process has it, which has what the machine has where systemd made its view from that. */
    static List<Mount> readOwn() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
    }

    static List<Mount> parse(String file) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : file.lines().toList()) {
            List<String> fields = Arrays.asList(line.split(" ", -1));
            int dash = fields.indexOf("-");
            if (dash > 4 && fields.size() > dash + 3) {
                List<String> options = Arrays.asList(fields.get(dash + 3).split(",", -1));
                mounts.add(new Mount(fields.get(4), fields.get(dash + 1), options));
            }
        }
        return mounts;
    }

    /** The paths of what a user mounted: only FUSE lets them, and says who it was. */
    static List<String> of(List<Mount> mounts, long uid) {
        return mounts.stream()
                .filter(mount -> mount.type().equals("fuse") || mount.type().startsWith("fuse."))
                .filter(mount -> mount.options().contains("user_id=" + uid))
                .map(Mount::path)
                .toList();
    }
}
