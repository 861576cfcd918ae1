package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container is a machine, and it goes away. */
class ContainerIT {

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void runsTheRealServices(String suite) {
        try (Container fresh = Container.boot(suite)) {
            assertEquals(
                    "running\n", fresh.run("systemctl", "is-system-running").stdout());
            assertTrue(fresh.readText("/etc/os-release").contains("VERSION_CODENAME=" + suite));
            fresh.run("loginctl", "list-sessions").orFail();
            fresh.run("busctl", "status", "org.freedesktop.systemd1").orFail();
            fresh.run("java", "-version").orFail();
        }
    }

    @Test
    void runsServicesWhoseWordsTheJournalKeeps() {
        machine.run("systemd-run", "--wait", "--unit=speaks", "echo", "good morning")
                .orFail();
        assertTrue(machine.journal("speaks.service").contains("good morning"));
    }

    @Test
    void hasSudoThatObeysItsRules() {
        machine.sh("useradd -m admin && useradd -m user").orFail();
        machine.write("/etc/sudoers.d/test", "admin ALL = (ALL) NOPASSWD: ALL\n");
        machine.run("chmod", "0440", "/etc/sudoers.d/test").orFail();
        assertEquals("0\n", machine.shAs("admin", "sudo -n id -u").orFail().stdout());
        assertEquals("", machine.shAs("admin", "sudo -n true").stderr());
        assertNotEquals(0, machine.shAs("user", "sudo -n id -u").exit());
    }

    @Test
    void hasCommandsWithTheirOwnCgroupAndACleanEnvironment() {
        assertEquals("0::/entered\n", machine.sh("grep ^0: /proc/self/cgroup").stdout());
        assertFalse(machine.run("env").stdout().contains("MAVEN"));
    }

    @Test
    void handsOverExitStatusAndBothOutputs() {
        Result result = machine.sh("echo öut; echo err >&2; exit 7");
        assertEquals(7, result.exit());
        assertEquals("öut\n", result.stdout());
        assertEquals("err\n", result.stderr());
        assertThrows(AssertionError.class, result::orFail);
    }

    @Test
    void keepsBytesOfFiles() {
        byte[] bytes = {0, -1, 'x', '\n', -61};
        machine.write("/root/bytes", bytes);
        assertArrayEquals(bytes, machine.read("/root/bytes"));
    }

    @Test
    void killsCommandsThatTakeTooLong() {
        Background sleeper = machine.start("sh", "-c", "sleep 4321; true");
        Container.awaitTrue("the sleep has started", () -> runs("sleep 4321"));
        assertThrows(AssertionError.class, () -> sleeper.await(Duration.ofMillis(100)));
        Container.awaitTrue("the sleep is gone", () -> !runs("sleep 4321"));
    }

    private static boolean runs(String commandLine) {
        return machine.run("pgrep", "-xf", commandLine).exit() == 0;
    }

    @Test
    void leavesNothingWhenItIsClosed() {
        Container fresh = Container.boot("bookworm");
        String name = fresh.name();
        assertFalse(Traces.of(name).isEmpty());
        fresh.close();
        assertEquals(List.of(), Traces.of(name));
    }

    @Test
    void leavesNothingWhenTheJvmIsKilled() throws IOException {
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ContainerHolder.class.getName(),
                        "bookworm")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String name =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertFalse(Traces.of(name).isEmpty());
        jvm.destroyForcibly();
        Container.awaitTrue("nothing is left of " + name, () -> Traces.of(name).isEmpty());
    }

    @Test
    void leavesNothingToTheNextOneWhenTheLauncherIsKilled() {
        Container fresh = Container.boot("bookworm");
        String name = fresh.name();
        ProcessHandle.of(Long.parseLong(name.substring(name.lastIndexOf('-') + 1)))
                .orElseThrow()
                .destroyForcibly();
        fresh.close();
        try (Container next = Container.boot("bookworm")) {
            assertNotEquals(name, next.name());
            Container.awaitTrue(
                    "nothing is left of " + name, () -> Traces.of(name).isEmpty());
        }
    }
}
