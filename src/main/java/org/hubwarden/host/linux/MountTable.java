package org.hubwarden.host.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mounts of the machine, as its first process sees them; see proc_pid_mountinfo(5). */
final class MountTable {

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private MountTable() {}

    /**
     * One mount.
     *
     * @param path one char a byte
     */
    record Mount(String path, String type, String source) {}

    /** All, in their order: of two at one place the last covers the other. */
    static List<Mount> read() {
        String text = SystemState.text(Path.of("/proc/1/mountinfo"));
        return parse(text.isEmpty() ? SystemState.text(Path.of("/proc/self/mountinfo")) : text);
    }

    static List<Mount> parse(String text) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] halves = line.split(" - ", 2);
            String[] front = halves[0].split(" ", -1);
            String[] back = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
            if (front.length > 4 && back.length > 1) {
                mounts.add(new Mount(plain(front[4]), back[0], plain(back[1]) + " " + plain(front[3])));
            }
        }
        return mounts;
    }

    private static String plain(String escaped) {
        return OCTAL.matcher(escaped)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    }
}
