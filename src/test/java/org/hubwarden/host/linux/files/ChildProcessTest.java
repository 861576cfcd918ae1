package org.hubwarden.host.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private static ChildProcess.End shell(String script, String input, Duration limit) {
        return ChildProcess.run(List.of("sh", "-c", script), input, limit);
    }

    @Test
    void givesStatusAndBothOutputs() {
        assertEquals(new ChildProcess.End.Exited(3, "in\n", "err\n"), shell("cat; echo err >&2; exit 3", "in\n", LONG));
    }

    @Test
    void theEnvironmentIsFixed() {
        ChildProcess.End end = shell("env | grep -v ^_= | cut -d= -f1 | sort | tr '\\n' ' '", "", LONG);

        assertEquals(
                "LANG LC_ALL PATH PWD ",
                assertInstanceOf(ChildProcess.End.Exited.class, end).output());
    }

    @Test
    void muchInputAndOutputDoNotBlock() {
        String much = "x".repeat(1 << 20);

        assertEquals(new ChildProcess.End.Exited(0, much, ""), shell("cat", much, LONG));
        assertEquals(new ChildProcess.End.Exited(0, "", ""), shell("exec <&-", much, LONG));
    }

    @Test
    void whoSaysNothingIsKilledWithAllChildren() throws Exception {
        Path pid = directory.resolve("pid");

        ChildProcess.End end = shell("sleep 300 & echo $! > " + pid + "; wait", "", Duration.ofSeconds(2));

        assertEquals(
                "sh did not answer in time",
                assertInstanceOf(ChildProcess.End.Failed.class, end).why());
        long grandchild = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(grandchild)
                .ifPresent(p -> p.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        assertTrue(ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aMissingProgramIsAFailure() {
        ChildProcess.End end = ChildProcess.run(List.of("no-such-program"), "", LONG);

        assertTrue(
                assertInstanceOf(ChildProcess.End.Failed.class, end).why().contains("no-such-program cannot be run"));
    }

    @Test
    void endlessOutputIsAFailure() {
        ChildProcess.End end = shell("cat /dev/zero", "", LONG);

        assertTrue(assertInstanceOf(ChildProcess.End.Failed.class, end).why().contains("wrote more than"));
    }
}
