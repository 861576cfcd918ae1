package org.hubwarden.bus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the service says of itself: the file that the package installs, and the way to its object. */
final class Introspection {

    private static final String FILE = "org.hubwarden1.xml";

    private Introspection() {}

    /** Whether it is a place on the way to the object. */
    static boolean isAbove(String path) {
        return path.equals("/") || path.equals("/org");
    }

    /** The description of an object that there is. */
    static String of(String path) {
        return switch (path) {
            case "/" -> "<node><node name=\"org\"/></node>\n";
            case "/org" -> "<node><node name=\"hubwarden1\"/></node>\n";
            default -> file();
        };
    }

    private static String file() {
        try (InputStream in = Objects.requireNonNull(Introspection.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a part of the program is missing: " + FILE, e);
        }
    }
}
