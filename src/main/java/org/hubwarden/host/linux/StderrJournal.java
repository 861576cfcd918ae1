package org.hubwarden.host.linux;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.Journal;

/** Writes one line an entry; with the prefixes of sd-daemon(3), from which journald learns the priority, or plain. */
public final class StderrJournal implements Journal {

    private final PrintStream out;
    private final boolean prefixed;

    /**
     * For any stream.
     *
     * @param out gets each line, UTF-8, in one write
     * @param prefixed whether {@code <6>} and so on stand before the message
     */
    public StderrJournal(PrintStream out, boolean prefixed) {
        this.out = out;
        this.prefixed = prefixed;
    }

    /** For this process's stderr: with prefixes where it leads to journald itself, as {@code JOURNAL_STREAM} tells. */
    public static StderrJournal ofProcess(Map<String, String> environment) {
        return new StderrJournal(System.err, leadsToJournald(environment));
    }

    static boolean leadsToJournald(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("JOURNAL_STREAM"))
                .filter(StderrJournal::isStderr)
                .isPresent();
    }

    // The variable is inherited by programs whose stderr leads elsewhere, see systemd.exec(5).
    private static boolean isStderr(String stream) {
        try {
            Map<String, Object> a = Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
            return stream.equals(a.get("dev") + ":" + a.get("ino"));
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void write(Priority priority, String message) {
        String prefix = prefixed ? "<" + priority.level() + ">" : "";
        byte[] line = (prefix + escape(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line, 0, line.length);
            out.flush();
        }
    }

    /** The text without anything that moves a cursor or ends a line: such characters become {@code \xNN}, byte by byte. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                safe.appendCodePoint(c);
            } else {
                appendEscaped(safe, Character.toString(c));
            }
        });
        return safe.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static void appendEscaped(StringBuilder safe, String character) {
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            safe.append(String.format("\\x%02x", b));
        }
    }
}
