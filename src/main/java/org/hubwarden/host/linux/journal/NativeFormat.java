package org.hubwarden.host.linux.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hubwarden.host.JournalEntry;

/**
 * The bytes of an entry in journald's native protocol: {@code NAME=value} lines, and for a value of several lines its name, its
 * length in 64 bits, and the value. Control characters are escaped, but for the ends of lines in such a value.
 */
final class NativeFormat {

    private static final String CUT = "... (shortened)";

    /** What a value costs beside itself: its name, and the length before it. */
    private static final int FRAME = 64;

    private NativeFormat() {}

    /** An entry of at most so many bytes: all its fields, but values that would make it longer are cut short and say so. */
    static byte[] bytes(JournalEntry entry, int limit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        int most = limit / 2 - 3 * FRAME;
        put(out, "MESSAGE", TextEscape.line(entry.message()), most);
        put(out, "MESSAGE_ID", entry.messageId(), FRAME);
        put(out, "PRIORITY", Integer.toString(entry.priority().level()), FRAME);
        put(out, "SYSLOG_IDENTIFIER", "hubwarden", FRAME);
        int left = entry.fields().size();
        for (JournalEntry.Field field : entry.fields()) {
            int share = (limit - out.size()) / left - FRAME;
            put(out, field.name(), TextEscape.lines(field.value()), Math.max(share, CUT.length()));
            left--;
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, String name, String text, int most) {
        byte[] value = shortened(text.getBytes(StandardCharsets.UTF_8), most);
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        if (text.indexOf('\n') >= 0) {
            out.write('\n');
            out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value.length)
                    .array());
        } else {
            out.write('=');
        }
        out.writeBytes(value);
        out.write('\n');
    }

    /** Cut between characters, so that what is left is text still. */
    private static byte[] shortened(byte[] text, int most) {
        if (text.length <= most) {
            return text;
        }
        int end = most - CUT.length();
        while (end > 0 && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        byte[] mark = CUT.getBytes(StandardCharsets.US_ASCII);
        byte[] cut = Arrays.copyOf(text, Math.max(end, 0) + mark.length);
        System.arraycopy(mark, 0, cut, cut.length - mark.length, mark.length);
        return cut;
    }
}
