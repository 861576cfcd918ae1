package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who this process acts as. */
public final class EffectiveUser {

    private EffectiveUser() {}

    /** The effective uid. Throws {@link UncheckedIOException} where there is no proc(5). */
    public static long uid() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue() & 0xFFFF_FFFFL;
        } catch (IOException e) {
            throw new UncheckedIOException("/proc must be mounted", e);
        }
    }

    /** Whether owners can be set, and are therefore compared. */
    public static boolean isRoot() {
        return uid() == 0;
    }
}
