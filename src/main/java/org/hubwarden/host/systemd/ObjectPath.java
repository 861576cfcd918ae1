package org.hubwarden.host.systemd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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

    /** The unit with such a path; empty where it is none of a unit. */
    static Optional<String> unit(String path) {
        if (!path.startsWith(UNITS)) {
            return Optional.empty();
        }
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (int i = UNITS.length(); i < path.length(); i++) {
            boolean isEscape = path.charAt(i) == '_' && i + 2 < path.length();
            name.write(isEscape ? hex(path.charAt(i + 1)) * 16 + hex(path.charAt(i + 2)) : path.charAt(i));
            i += isEscape ? 2 : 0;
        }
        return Optional.of(name.toString(StandardCharsets.UTF_8));
    }

    private static int hex(char digit) {
        return Math.max(0, Character.digit(digit, 16));
    }
}
