package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hubwarden.observed.Mount;

/** What is mounted on the machine. */
public final class MountTable {

    private MountTable() {}

    /** As its first process has it, which takes the right to trace that. */
    public static List<Mount> ofMachine() throws IOException {
        return of("1");
    }

    /** As this process has it, which has what the machine has where systemd made its view from that. */
    public static List<Mount> own() throws IOException {
        return of("self");
    }

    /** As its first process has it, or else this one; none where there is no proc(5). */
    public static List<Mount> visible() {
        String text = KernelFile.text(file("1"));
        return Mount.parse(text.isEmpty() ? KernelFile.text(file("self")) : text);
    }

    private static List<Mount> of(String process) throws IOException {
        return Mount.parse(Files.readString(file(process), StandardCharsets.ISO_8859_1));
    }

    private static Path file(String process) {
        return Path.of("/proc", process, "mountinfo");
    }

    /** The places of what a user mounted, as the kernel writes them: only FUSE lets them, and says who it was. */
    public static List<String> madeBy(long uid, List<Mount> mounts) {
        return mounts.stream()
                .filter(mount -> mount.type().equals("fuse") || mount.type().startsWith("fuse."))
                .filter(mount -> mount.options().contains("user_id=" + uid))
                .map(Mount::point)
                .toList();
    }
}
