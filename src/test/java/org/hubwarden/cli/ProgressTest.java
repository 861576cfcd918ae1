package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);

    @Test
    void longWorkIsSaidAgainAndAgainAndLeavesNothing() throws InterruptedException {
        try (Progress progress = Progress.of(terminal, true, "at work", SOON, SOON)) {
            awaitText("\r\u001b[Khubwarden: at work, 0 s\r\u001b[Khubwarden: at work, 0 s");
            progress.step(() -> terminal.print("+ one\n"));
            awaitText("s\r\u001b[K+ one\n");
            awaitText("hubwarden: at work, 1 change done, ");
        }
        assertTrue(text().endsWith(" s\r\u001b[K"), text());
    }

    @Test
    void shortWorkSaysNothing() {
        try (Progress progress = Progress.of(terminal, true, "at work", NEVER, NEVER)) {
            progress.step(() -> terminal.print("+ one\n"));
        }
        assertEquals("+ one\n", text());
    }

    @Test
    void nobodyAtTheTerminalIsToldNothing() throws InterruptedException {
        try (Progress progress = Progress.of(terminal, false, "at work", Duration.ZERO, SOON)) {
            Thread.sleep(10 * SOON.toMillis());
            progress.step(() -> terminal.print("+ one\n"));
        }
        assertEquals("+ one\n", text());
    }

    private void awaitText(String part) throws InterruptedException {
        for (int i = 0; i < 2000 && !text().contains(part); i++) {
            Thread.sleep(10);
        }
        assertTrue(text().contains(part), text());
    }

    private String text() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
