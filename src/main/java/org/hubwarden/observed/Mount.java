package org.hubwarden.observed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code mountinfo}: proc_pid_mountinfo(5). Texts are one char a byte, and stand as the kernel writes them: blanks and
 * the like as a backslash and three octal digits, so that none has a blank or an end of line in it.
 *
 * @param device its major and minor number
 * @param root the directory of the file system that is mounted
 * @param point where
 * @param source what its maker called it
 * @param options those of the file system
 */
public record Mount(String device, String root, String point, String type, String source, List<String> options) {

    private static final int DEVICE = 2;
    private static final int ROOT = 3;
    private static final int POINT = 4;

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    public Mount {
        options = List.copyOf(options);
    }

    /** All, in their order: of two at one place the last covers the other. Lines of another form are left out. */
    public static List<Mount> parse(String mountinfo) {
        return mountinfo.lines().map(Mount::line).flatMap(Optional::stream).toList();
    }

    /** What is seen at a place, where something is mounted just there. Looks at the lines that may be of it, and no others. */
    public static Optional<Mount> at(String point, String mountinfo) {
        return mountinfo
                .lines()
                .filter(line -> line.contains(" " + point + " "))
                .map(Mount::line)
                .flatMap(Optional::stream)
                .filter(mount -> mount.point().equals(point))
                .reduce((first, second) -> second);
    }

    private static Optional<Mount> line(String line) {
        List<String> fields = Arrays.asList(line.split(" ", -1));
        int dash = fields.indexOf("-");
        if (dash <= POINT || fields.size() <= dash + 2) {
            return Optional.empty();
        }
        List<String> options =
                fields.size() > dash + 3 ? List.of(fields.get(dash + 3).split(",", -1)) : List.of();
        return Optional.of(new Mount(
                fields.get(DEVICE),
                fields.get(ROOT),
                fields.get(POINT),
                fields.get(dash + 1),
                fields.get(dash + 2),
                options));
    }

    /** Where it is, as a path of bytes. */
    public String path() {
        return plain(point);
    }

    /** What the kernel wrote with octal digits, without them. */
    public static String plain(String written) {
        return OCTAL.matcher(written)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    }
}
