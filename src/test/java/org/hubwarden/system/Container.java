package org.hubwarden.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A machine with systemd, dbus, logind, journald and sudo, without network. As a JUnit extension one machine serves a
 * class, {@code @RegisterExtension static final Container machine = Container.debian("bookworm");}; a test that wants
 * its own boots one: {@code try (Container machine = Container.boot("trixie"))}.
 *
 * <p>Booting takes a second. It needs root; without root or the tools it fails and says what is missing. May be used
 * from several threads once booted.
 */
public final class Container implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    /** How long a command or condition may take: far more than any needs, on a machine that is busy. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the name of a Debian ends in that comes with the JupyterHub that it packages. */
    public static final String WITH_HUB = "-hub";

    private final String suite;
    private Optional<Boot> boot = Optional.empty();

    private Container(String suite) {
        this.suite = suite;
    }

    /** A machine that JUnit boots before the first test of a class and ends after the last. */
    public static Container debian(String suite) {
        return new Container(suite);
    }

    /** A machine that runs already. */
    public static Container boot(String suite) {
        Container machine = new Container(suite);
        machine.boot = Optional.of(Boot.of(suite));
        return machine;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        boot = Optional.of(Boot.of(suite));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        boot.ifPresent(Boot::halt);
        boot = Optional.empty();
    }

    /** Its power is cut and comes back: nothing is asked to end, and it boots what is on its disk. */
    public void fallDown() {
        run("systemctl", "reboot", "--force", "--force");
        boot = boot.map(Boot::again);
    }

    /** The process id of the machine's PID 1, as seen from outside. */
    public long leader() {
        return boot.orElseThrow().leader();
    }

    /** The machine's name, which is also that of its cgroup outside. Inside it calls itself {@code hub}. */
    public String name() {
        return boot.orElseThrow().name();
    }

    /** Runs a command as root with a clean environment, and waits for it. Its exit status is the caller's to check. */
    public Result run(String... command) {
        return start(command).await(PATIENCE);
    }

    /** Runs a script with {@code sh -c}, as root. */
    public Result sh(String script) {
        return run("sh", "-c", script);
    }

    /** Runs a script with {@code sh -c} as a user, whatever their shell, also when their account is locked. */
    public Result shAs(String user, String script) {
        return run("runuser", "-s", "/bin/sh", user, "-c", script);
    }

    /** Starts a command as root and does not wait. It ends with the machine at the latest. */
    public Background start(String... command) {
        return feed(new byte[0], command);
    }

    private Background feed(byte[] input, String... command) {
        List<String> inside = List.of(command);
        List<String> all = new ArrayList<>(List.of("packaging/enter-container", Long.toString(leader())));
        all.addAll(inside);
        return Background.start(inside, all, input);
    }

    /** The content of a file. */
    public byte[] read(String path) {
        String encoded = run("base64", "-w0", path).orFail().stdout();
        return Base64.getDecoder().decode(encoded.strip());
    }

    /** The content of a file, as UTF-8. */
    public String readText(String path) {
        return new String(read(path), StandardCharsets.UTF_8);
    }

    /** Writes a file in place. A new one has mode 0644 and root as owner. */
    public void write(String path, byte[] content) {
        feed(content, "sh", "-c", "cat >\"$1\"", "sh", path).await(PATIENCE).orFail();
    }

    /** Writes a file in place, as UTF-8. A new one has mode 0644 and root as owner. */
    public void write(String path, String content) {
        write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Installs the package that this build made, with dpkg, as an administrator would. */
    public Result installPackage() {
        try {
            write("/root/hubwarden.deb", Files.readAllBytes(builtPackage(Path.of("target"))));
            return run("dpkg", "-i", "/root/hubwarden.deb").orFail();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one package in a directory. */
    static Path builtPackage(Path directory) throws IOException {
        try (var found = Files.newDirectoryStream(directory, "hubwarden_*_all.deb")) {
            List<Path> all = new ArrayList<>();
            found.forEach(all::add);
            if (all.size() != 1) {
                throw new AssertionError(
                        "one package is expected in " + directory + ", found " + all + ": mvn package");
            }
            return all.get(0);
        }
    }

    /** What a unit has written to the journal since the machine booted, one message a line. */
    public String journal(String unit) {
        run("journalctl", "--sync").orFail();
        return run("journalctl", "-b", "-o", "cat", "--no-pager", "-u", unit)
                .orFail()
                .stdout();
    }

    /** Waits until a condition holds, and fails with the description when it never does. */
    public static void awaitTrue(String description, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("did not come true in " + PATIENCE.toSeconds() + " s: " + description);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
