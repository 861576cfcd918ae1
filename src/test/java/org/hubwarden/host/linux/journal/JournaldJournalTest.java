package org.hubwarden.host.linux.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal.Priority;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.host.linux.posix.Constants;
import org.hubwarden.host.linux.posix.DatagramSocket;
import org.hubwarden.host.linux.posix.Libc;
import org.hubwarden.host.linux.posix.TestLibc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What journald gets to read, on a socket of ours in its place. */
@Timeout(120)
class JournaldJournalTest {

    private static final String ID = "0b99b3aa4f9b4a9e86b4645301a776e6";

    @TempDir
    Path directory;

    private String name;
    private int socket;

    @BeforeEach
    void listen() {
        name = directory.resolve("journal").toString();
        socket = bound();
    }

    private int bound() {
        byte[] address = DatagramSocket.address(name);
        int fd = Libc.socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC, 0);
        assertEquals(0, TestLibc.bind(fd, address, address.length), () -> "errno " + Native.getLastError());
        return fd;
    }

    @AfterEach
    void hangUp() {
        Libc.close(socket);
    }

    private JournaldJournal journal(long millis) {
        return new JournaldJournal(name, Duration.ofMillis(millis));
    }

    private static JournalEntry entry(String message, Field... fields) {
        return new JournalEntry(Priority.NOTICE, ID, message, List.of(fields));
    }

    private byte[] received() {
        byte[] buffer = new byte[400_000];
        int size = (int) TestLibc.recv(socket, buffer, buffer.length, Constants.MSG_DONTWAIT);
        return size < 0 ? new byte[0] : Arrays.copyOf(buffer, size);
    }

    @Test
    void oneLineAField() throws Exception {
        journal(100).write(entry("made", new Field("HUB_USER", "alice"), new Field("HUB_USER", "bob")));
        assertEquals(
                "MESSAGE=made\nMESSAGE_ID=" + ID
                        + "\nPRIORITY=5\nSYSLOG_IDENTIFIER=hubwarden\nHUB_USER=alice\nHUB_USER=bob\n",
                new String(received(), UTF_8));
    }

    @Test
    void aValueOfSeveralLinesBearsItsLengthAndCannotAddAField() throws Exception {
        journal(100).write(entry("a\nHUB_USER=eve\u001b[2J", new Field("PROBLEMS", "x\nHUB_USER=eve\n\u0007\u00e9")));
        byte[] value = "x\nHUB_USER=eve\n\\x07\u00e9".getBytes(UTF_8);
        byte[] head = ("MESSAGE=a\\x0aHUB_USER=eve\\x1b[2J\nMESSAGE_ID=" + ID
                        + "\nPRIORITY=5\nSYSLOG_IDENTIFIER=hubwarden\nPROBLEMS\n")
                .getBytes(UTF_8);
        ByteBuffer wanted =
                ByteBuffer.allocate(head.length + 8 + value.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        wanted.put(head).putLong(value.length).put(value).put((byte) '\n');
        assertEquals(new String(wanted.array(), UTF_8), new String(received(), UTF_8));
    }

    @Test
    void whatIsTooLongIsShortenedAndSaysSo() throws Exception {
        String flood = "\u00e9".repeat(200_000);
        journal(100).write(entry(flood, new Field("REASON", flood), new Field("HUB_USER", "alice")));
        String text = new String(received(), UTF_8);
        assertTrue(text.getBytes(UTF_8).length < 200_000, () -> text.length() + " characters");
        assertEquals(2, text.split("\\.\\.\\. \\(shortened\\)\n", -1).length - 1);
        assertTrue(text.endsWith("\nHUB_USER=alice\n"));
        assertTrue(text.indexOf('\ufffd') < 0, "cut within a character");
    }

    @Test
    void aFullQueueIsWaitedFor() throws Exception {
        JournaldJournal journal = journal(20_000);
        int written = 0;
        while (written < 5000 && refusalOf(journal(0)).isEmpty()) {
            written++;
        }
        assertTrue(written < 5000, "the queue never filled");
        Thread drain = new Thread(() -> {
            for (int i = 0; i < 3; i++) {
                received();
            }
        });
        drain.start();
        journal.write(entry("after the wait"));
        drain.join();
    }

    @Test
    void whoRestartsIsWaitedForAndWhoStaysAwayIsSaid() throws Exception {
        hangUp();
        String why = refusalOf(journal(50));
        assertTrue(why.contains("nobody listens there (ECONNREFUSED)"), why);
        assertTrue(why.contains("systemctl status systemd-journald.socket"), why);
        directory.resolve("journal").toFile().delete();
        assertTrue(refusalOf(journal(50)).contains("ENOENT"));
        Thread back = new Thread(() -> socket = bound());
        back.start();
        journal(20_000).write(entry("after the restart"));
        back.join();
        assertTrue(new String(received(), UTF_8).contains("after the restart"));
    }

    private String refusalOf(JournaldJournal journal) {
        try {
            journal.write(entry("x"));
            return "";
        } catch (HostFailure e) {
            return e.sentence();
        }
    }

    @Test
    void onceGivenUpNobodyWaitsForEachEntry() throws Exception {
        hangUp();
        JournaldJournal journal = journal(1_000);
        long begin = System.nanoTime();
        assertTrue(refusalOf(journal).contains("ECONNREFUSED"));
        long first = System.nanoTime() - begin;
        for (int i = 0; i < 20; i++) {
            assertTrue(refusalOf(journal).contains("ECONNREFUSED"));
        }
        assertTrue(System.nanoTime() - begin < 5 * first, "each entry was waited for");
    }

    @Test
    void withoutPatienceAFullQueueIsAFailure() {
        HostFailure failure = assertThrows(HostFailure.class, () -> {
            for (int i = 0; i < 5000; i++) {
                journal(0).write(entry("x"));
            }
        });
        assertTrue(failure.sentence().contains("EAGAIN"), failure.sentence());
    }
}
