package org.hubwarden.host.systemd;

import java.nio.charset.StandardCharsets;

/** Where systemd puts a unit on the bus. */
final class ObjectPath {

    private static final String UNITS = "/org/freedesktop/systemd1/unit/";

    private ObjectPath() {}

    /** The path of a unit: every byte that is no letter and no digit becomes {@code _} and two hex digits. */
    static String of(String unit) {
        StringBuilder path = new StringBuilder(UNITS);
        byte[] bytes = unit.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter || (digit && i > 0)) {
                path.append(c);
            } else {
                path.append(String.format("_%02x", (int) c));
            }
        }
        return path.toString();
    }
}
