package org.hubwarden.desired;

import org.hubwarden.model.HomeMode;

/**
 * What a new account gets. A change here does not touch accounts that exist.
 *
 * @param shell absolute path
 * @param home absolute, normalised path of the directory that holds the homes
 * @param homeMode permissions of a new home
 * @param skeleton absolute, normalised path of the directory whose contents a new home starts with
 */
public record Defaults(String shell, String home, HomeMode homeMode, String skeleton) {

    /** What holds where the file says nothing: as useradd(8) on Debian, with homes closed to others. */
    public static final Defaults STANDARD = new Defaults("/bin/bash", "/home", HomeMode.GROUP_MAY_READ, "/etc/skel");
}
