package org.hubwarden.sweep;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a link leads to, where packages make links: to scripts in /etc/init.d, to their units, and of update-alternatives(1). */
public final class LinkTarget {

    /** Elsewhere nobody but a person makes one. */
    private static final String PLACES =
            "/(etc/(alternatives|rc[S0-6]\\.d|systemd/(system|user))|usr/(?!local/)[^/]+|s?bin|lib)/.*";

    private LinkTarget() {}

    /** An absolute path, escaped as in a baseline; empty for what is no such link. */
    public static Optional<String> of(Entry entry) {
        String to = entry.fact("to");
        String key = entry.key();
        if (!entry.fact("type").equals("l") || to.isEmpty() || !key.matches(PLACES)) {
            return Optional.empty();
        }
        return Optional.of(to.startsWith("/") ? to : plain(key.substring(0, key.lastIndexOf('/')) + "/" + to));
    }

    /** Without dots, by names alone. */
    private static String plain(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/+", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
