package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of crontab(5). */
public final class CronLines {

    private static final Pattern JOB = Pattern.compile("^\\s*(?:@\\w+|(?:[^\\s#]+\\s+){4}[^\\s]+)\\s+(.*)$");
    private static final Set<String> ROOT = Set.of("root", "0");

    private CronLines() {}

    /**
     * The files that root's jobs name by an absolute path.
     *
     * @param namesUser whether the file says who runs each job, as those in /etc do
     */
    public static List<String> commandsOfRoot(String text, boolean namesUser) {
        List<String> paths = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher job = JOB.matcher(line);
            if (job.matches() && !line.contains("\0")) {
                String[] parts = namesUser ? job.group(1).split("\\s+", 2) : new String[] {"root", job.group(1)};
                if (parts.length == 2 && ROOT.contains(parts[0])) {
                    Arrays.stream(parts[1].split("[\\s;&|()<>\"'`]+"))
                            .filter(word -> word.matches("/[^$*?{}]+"))
                            .filter(word -> !word.startsWith("/dev/"))
                            .forEach(paths::add);
                }
            }
        }
        return paths;
    }
}
