package org.hubwarden.sweep;

import java.util.regex.Pattern;

/** What is worth a look on a machine of which there is no baseline: all of it is new to whoever compares with nothing. */
public final class Bare {

    /** Where every file is a package's, or somebody wants to know of it. */
    private static final Pattern TOLD = Pattern.compile("^/(usr|bin|sbin|lib|boot|var/lib/dpkg/diversions)(/.*)?$"
            + "|^/etc/(ld\\.so\\.preload|sudoers\\.d/.*|cron[^/]*/.*|systemd/.*|profile\\.d/.*|pam\\.d/.*|udev/.*|modules-load\\.d/.*"
            + "|apt/.*|polkit-1/.*|dbus-1/.*|init\\.d/.*|rc\\.local)$"
            + "|^/(root|home/[^/]+)/\\.ssh/.*|^/var/spool/cron/.*");

    private static final Pattern MADE =
            Pattern.compile(".*/__pycache__/.*|^/usr/(share|lib)/.*\\.(cache|compiled)$|^/usr/lib/locale/.*");

    private Bare() {}

    /** Whether somebody should be told of something that is there. */
    public static boolean isTold(Difference difference) {
        String key = difference.key();
        if (key.startsWith(Entry.NO_FILE)) {
            return key.startsWith("!way/")
                    || key.startsWith("!binfmt/")
                    || !difference.now("taint").isEmpty()
                    || !difference.now("odd").isEmpty()
                    || !difference.now("capabilities").isEmpty();
        }
        boolean special = difference.now("mode").matches("[2-7][0-7]{3}")
                || !difference.now("caps").isEmpty()
                || !difference.now("flags").isEmpty()
                || !difference.now("dev").isEmpty();
        boolean file = !difference.now("type").equals("d");
        return special
                || (file && TOLD.matcher(key).matches() && !MADE.matcher(key).matches());
    }
}
