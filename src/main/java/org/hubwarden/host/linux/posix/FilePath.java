package org.hubwarden.host.linux.posix;

import java.util.List;

/**
 * An absolute path, taken apart.
 *
 * @param parent the directory it stands in, absolute
 */
public record FilePath(String parent, FileName name) {

    /**
     * Takes a path apart.
     *
     * @throws IllegalArgumentException when it is not absolute, leads upwards, or is the root itself
     */
    public static FilePath parse(String path) {
        List<FileName> names = MachineRoot.names(path);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("not the path of a file: " + path);
        }
        return new FilePath(parentOf(path), names.get(names.size() - 1));
    }

    /** Everything before the last name. */
    public static String parentOf(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, Math.max(0, path.lastIndexOf('/', end - 1))) + "/";
    }
}
