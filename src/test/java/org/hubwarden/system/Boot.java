package org.hubwarden.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine that runs: the launcher of packaging/boot-container, which ends and takes everything away when the pipe to
 * it closes, also when this JVM is killed.
 *
 * @param launcher the running script
 * @param said what it prints
 * @param leader the process id of the machine's PID 1, as seen from outside
 * @param name the name of the machine and of its cgroup
 */
record Boot(Process launcher, BufferedReader said, long leader, String name) {

    private static final Duration MAKING_AN_IMAGE = Duration.ofMinutes(20);

    /** Makes the Debian tree if there is none, and boots it. Fails when it cannot: nothing here skips a test. */
    static Boot of(String suite) {
        try {
            return boot(image(suite));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String image(String suite) {
        List<String> command = suite.endsWith(Container.WITH_HUB)
                ? List.of("packaging/hub-image", suite.replace(Container.WITH_HUB, ""))
                : List.of("packaging/base-image", suite);
        return Background.start(command, command, new byte[0])
                .await(MAKING_AN_IMAGE)
                .orFail()
                .stdout()
                .strip();
    }

    private static Boot boot(String tree) throws IOException {
        Path errors = Files.createTempFile("hubwarden-boot", ".log");
        try {
            Process launcher = new ProcessBuilder("packaging/boot-container", tree)
                    .redirectError(errors.toFile())
                    .start();
            return ready(launcher, errors);
        } finally {
            Files.delete(errors);
        }
    }

    private static Boot ready(Process launcher, Path errors) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null) {
            throw new AssertionError("the container did not boot: " + Files.readString(errors));
        }
        return ready(launcher, said, line);
    }

    private static Boot ready(Process launcher, BufferedReader said, String line) {
        String[] words = line.split(" ", -1);
        return new Boot(launcher, said, Long.parseLong(words[1]), words[2]);
    }

    /** The machine has gone down, or is about to, and boots again what is on its disk. */
    Boot again() {
        try {
            new ProcessBuilder("kill", "-USR1", Long.toString(launcher.pid()))
                    .start()
                    .waitFor();
            String line = said.readLine();
            if (line == null) {
                throw new AssertionError("the container did not boot again");
            }
            return ready(launcher, said, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ends the machine and waits until nothing of it is left. */
    void halt() {
        try {
            launcher.getOutputStream().close();
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the container does not stop: process " + launcher.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
