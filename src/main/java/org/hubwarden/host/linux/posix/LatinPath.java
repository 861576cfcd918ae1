package org.hubwarden.host.linux.posix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Absolute paths as chars of bytes, since not every name is text. */
public final class LatinPath {

    private static final Path TOP = Path.of("/");

    private LatinPath() {}

    /** Opens a directory; no link on the way is followed. */
    public static Descriptor open(String path) throws SystemCallFailure {
        List<FileName> names = new ArrayList<>();
        for (String component : path.split("/", -1)) {
            if (!component.isEmpty()) {
                names.add(name(component));
            }
        }
        return new MachineRoot(TOP).open(names);
    }

    /** One component. */
    public static FileName name(String component) {
        byte[] bytes = component.getBytes(StandardCharsets.ISO_8859_1);
        return FileName.of(bytes, 0, bytes.length);
    }

    /** Bytes as chars. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
