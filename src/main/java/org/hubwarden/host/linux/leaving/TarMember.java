package org.hubwarden.host.linux.leaving;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.LatinPath;

/**
 * One file in an archive of tar(1). Texts are bytes, a char each.
 *
 * @param path within what was packed; empty for that itself
 * @param type as tar writes it
 * @param modified in nanoseconds since 1970
 * @param size of the content as the file has it, holes included
 * @param link where a symbolic link leads, or of which earlier path this is another name
 * @param attributes extended attributes, access control lists among them
 */
record TarMember(
        String path,
        char type,
        int permissions,
        long uid,
        long gid,
        long modified,
        long size,
        String link,
        SortedMap<String, String> attributes) {

    /** A tree of 50,000 levels would make a list of gigabytes. */
    private static final int LONGEST_SHOWN = 1000;

    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char LINK = '2';
    static final char DIRECTORY = '5';
    static final char FIFO = '6';

    TarMember {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** The directory that it is in; empty for the top. */
    String parent() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Its name there; that of the directory itself for the top. */
    FileName name() {
        return path.isEmpty() ? FileName.itself() : LatinPath.name(path.substring(path.lastIndexOf('/') + 1));
    }

    boolean isDirectory() {
        return type == DIRECTORY;
    }

    /** For people and programs, on one line, the way tar lists. */
    String line() {
        String shown = path.length() > LONGEST_SHOWN ? path.substring(0, LONGEST_SHOWN) + "..." : path;
        String what = "%s%04o %d/%d %d ./%s".formatted(letter(), permissions, uid, gid, size, TarText.escape(shown));
        return switch (type) {
            case LINK -> what + " -> " + TarText.escape(link);
            case HARD_LINK -> what + " link to ./" + TarText.escape(link);
            default -> what;
        };
    }

    private String letter() {
        return switch (type) {
            case FILE -> "-";
            case HARD_LINK -> "h";
            case LINK -> "l";
            case DIRECTORY -> "d";
            case FIFO -> "p";
            default -> "?";
        };
    }
}
