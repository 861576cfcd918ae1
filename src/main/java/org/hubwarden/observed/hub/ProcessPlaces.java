package org.hubwarden.observed.hub;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hubwarden.observed.Mount;

/** Where a process belongs and what it is, by its files in proc(5). */
public final class ProcessPlaces {

    private static final String HUB = "jupyterhub";

    /** How Python is told to run it; the second is what the unit of Debian's package does. */
    private static final Set<String> MODULES = Set.of(HUB, HUB + ".app");

    private static final Set<String> PROXIES = Set.of(
            "configurable-http-proxy", "traefik", "nginx", "apache2", "httpd", "caddy", "haproxy", "envoy", "lighttpd");

    private ProcessPlaces() {}

    /** The unit by {@code cgroup}: its outermost service or scope. Empty where there is none. */
    public static String unit(String cgroup) {
        return cgroup.lines()
                .filter(line -> line.startsWith("0::") || line.contains(":name=systemd:"))
                .flatMap(line -> Arrays.stream(line.split("/", -1)))
                .filter(part -> part.endsWith(".service") || part.endsWith(".scope"))
                .findFirst()
                .orElse("");
    }

    /**
     * What stands at {@code /tmp} by {@code mountinfo}, as device and directory: two processes that have the same share their
     * temporary files. Where nothing is mounted there it is what is mounted at the root.
     */
    public static String tmp(String mountinfo) {
        return Mount.at("/tmp", mountinfo)
                .or(() -> Mount.at("/", mountinfo))
                .map(mount -> mount.device() + " " + mount.root())
                .orElse("");
    }

    /** The words of {@code cmdline}. */
    public static List<String> words(String cmdline) {
        return cmdline.isEmpty() ? List.of() : List.of(cmdline.split("\0", 0));
    }

    /** Whether these are the words of a hub: the program itself, or the module that Python runs. */
    public static boolean isHub(List<String> words) {
        for (int i = 0; i < Math.min(words.size(), 3); i++) {
            boolean module = i > 0 && words.get(i - 1).equals("-m");
            boolean program = i < 2 && name(words.get(i)).equals(HUB);
            if (program || (module && MODULES.contains(words.get(i)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether these are the words of a program that often stands before a hub. */
    public static boolean isProxy(List<String> words) {
        return words.stream().limit(2).map(ProcessPlaces::name).anyMatch(PROXIES::contains);
    }

    private static String name(String word) {
        String first = word.split("[ :]", 2)[0];
        return first.substring(first.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
