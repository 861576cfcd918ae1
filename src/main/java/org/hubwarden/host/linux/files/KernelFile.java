package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the kernel makes while they are read, as those of proc(5). */
public final class KernelFile {

    private static final int LARGEST = 4 << 20;

    private KernelFile() {}

    /** What one says, at most its first part; nothing where it is not there. */
    public static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return "";
        }
    }
}
