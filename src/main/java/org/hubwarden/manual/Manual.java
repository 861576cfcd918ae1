package org.hubwarden.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hubwarden.cli.StateSchema;

/** Entry point of the build: {@code Manual OUTPUT}. What it writes lies there as it will lie below /usr/share. */
public final class Manual {

    private Manual() {}

    /** Writes everything. */
    public static void main(String[] args) throws IOException {
        Path output = Path.of(args[0]);
        write(output.resolve("hubwarden/state.schema.json"), StateSchema.text());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
