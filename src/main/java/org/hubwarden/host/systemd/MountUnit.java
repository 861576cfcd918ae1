package org.hubwarden.host.systemd;

import java.nio.charset.StandardCharsets;
import org.hubwarden.observed.Mount;

/** How systemd names the unit of a mount: systemd.mount(5), systemd-escape(1). */
final class MountUnit {

    private static final String PLAIN = ":_.";

    private MountUnit() {}

    /** {@code path}: absolute, bytes as chars, with the kernel's escapes of spaces and backslashes. */
    static String of(String path) {
        byte[] bytes = Mount.plain(path).getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder name = new StringBuilder();
        for (int i = 1; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (c == '/') {
                name.append('-');
            } else if (isPlain && !(i == 1 && c == '.')) {
                name.append(c);
            } else {
                name.append(String.format("\\x%02x", (int) c));
            }
        }
        return name + ".mount";
    }
}
