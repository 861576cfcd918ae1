package org.hubwarden.host.systemd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What systemd says its version is.
 *
 * @param text as it says it, with what distributions add: {@code 252.39-1~deb12u1}
 */
record SystemdVersion(String text) {

    private static final Pattern NUMBER = Pattern.compile("v?(\\d{1,6})\\b.*");

    /** Whether it is surely older than a version. One that is written in no way that we know is not. */
    boolean isBefore(int version) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) < version;
    }
}
