package org.hubwarden.host.linux.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;

/**
 * Writes the sentence of each entry as one line, where there is no journald to take the fields as well; with the prefixes of sd-daemon(3), from which journald learns the priority, or plain.
 */
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

    /** Whether this process's stderr is journald itself. */
    public static boolean leadsToJournald(Map<String, String> environment) {
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
    public void write(JournalEntry entry) {
        String prefix = prefixed ? "<" + entry.priority().level() + ">" : "";
        byte[] line = (prefix + TextEscape.line(entry.message()) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line, 0, line.length);
            out.flush();
        }
    }
}
