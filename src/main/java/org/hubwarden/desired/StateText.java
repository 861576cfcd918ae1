package org.hubwarden.desired;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** From the bytes of a state file to its text: UTF-8 and nothing else. */
final class StateText {

    private static final char BOM = '\uFEFF';

    private StateText() {}

    /** The text without a byte order mark; empty when the bytes are not UTF-8, which is told. */
    static Optional<String> decode(byte[] content, Problems problems) {
        if (looksLikeUtf16(content)) {
            problems.refuse(new Position(1, 1), "the file is UTF-16, not UTF-8; save it as UTF-8");
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = withoutMark(out.flip().toString());
        if (result.isError()) {
            problems.refuse(endOf(text), notUtf8(content[in.position()] & 0xFF, in.position()));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** The place right behind the last character. */
    static Position endOf(String text) {
        int lineStart = text.lastIndexOf('\n') + 1;
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Position(line, 1 + text.codePointCount(lineStart, text.length()));
    }

    private static boolean looksLikeUtf16(byte[] content) {
        if (content.length < 2) {
            return false;
        }
        int first = ((content[0] & 0xFF) << 8) | (content[1] & 0xFF);
        boolean mark = first == 0xFEFF || first == 0xFFFE;
        return mark || (first != 0 && (content[0] == 0 || content[1] == 0));
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
    }

    private static String notUtf8(int octet, int offset) {
        return "the byte 0x%02x at offset %d is not UTF-8; save the file as UTF-8".formatted(octet, offset);
    }
}
