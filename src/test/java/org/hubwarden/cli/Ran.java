package org.hubwarden.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** What a command came to. */
record Ran(int code, String out, String err) {

    private static final Caller ROOT = new Caller(Map.of(), true, false);

    static Ran on(Machine machine, String... args) {
        return as(ROOT, root -> machine, args);
    }

    static Ran as(Caller caller, MachineOpener opener, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(args, opener, printer(out), printer(err), caller);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The text that a command should print, from the test's resources. */
    static String golden(String name) {
        try (InputStream in = Objects.requireNonNull(Ran.class.getResourceAsStream("/cli/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, false, StandardCharsets.UTF_8);
    }
}
