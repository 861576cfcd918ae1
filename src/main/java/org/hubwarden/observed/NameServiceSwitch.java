package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What nsswitch.conf(5) says of users and groups. */
public final class NameServiceSwitch {

    /** Read by ourselves, byte for byte. */
    private static final Set<String> FILES = Set.of("files", "compat", "db");

    private NameServiceSwitch() {}

    /**
     * The services that answer for one of these databases, apart from the account files.
     *
     * @param text the whole file
     * @param databases for example {@code passwd}
     */
    public static List<String> servicesBeyondFiles(String text, List<String> databases) {
        Set<String> services = new LinkedHashSet<>();
        for (String line : text.split("\n", -1)) {
            String rule = line.replaceFirst("#.*", "").strip();
            int colon = rule.indexOf(':');
            if (colon >= 0 && databases.contains(rule.substring(0, colon).strip())) {
                services.addAll(services(rule.substring(colon + 1)));
            }
        }
        services.removeAll(FILES);
        return List.copyOf(services);
    }

    private static List<String> services(String list) {
        List<String> services = new ArrayList<>();
        for (String word : list.replaceAll("\\[[^]]*]", " ").strip().split("\\s+", -1)) {
            if (!word.isEmpty()) {
                services.add(word);
            }
        }
        return services;
    }
}
