package org.hubwarden.bus.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the values of a message in their order. The bus lets no message through whose values are not as its signature says; what
 * is not so all the same ends in a {@link RuntimeException}, as reading against the signature does. Not thread-safe.
 */
public final class Values {

    /** The bus lets no more of them through, one in the other. */
    private static final int DEEPEST = 64;

    private final ByteBuffer bytes;

    /** {@code bytes} from the begin of the message or of its body, since alignment counts from there. */
    Values(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** A string, or the path of an object. */
    public String text() {
        align(4);
        return take(length());
    }

    /** An unsigned number of 32 bits. */
    public long number() {
        align(4);
        return Integer.toUnsignedLong(bytes.getInt());
    }

    /**
     * A map of strings.
     *
     * @param most entries
     * @return empty where it has more, or one of its names comes twice
     */
    public Optional<Map<String, String>> texts(int most) {
        align(4);
        int length = length();
        align(8);
        int end = bytes.position() + length;
        Map<String, String> texts = new LinkedHashMap<>();
        while (bytes.position() < end) {
            align(8);
            if (texts.size() == most || texts.put(text(), text()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(texts);
    }

    /**
     * A list of strings.
     *
     * @return empty where it has more than {@code most}
     */
    public Optional<List<String>> list(int most) {
        align(4);
        int length = length();
        int end = bytes.position() + length;
        List<String> texts = new ArrayList<>();
        while (bytes.position() < end) {
            if (texts.size() == most) {
                return Optional.empty();
            }
            texts.add(text());
        }
        return Optional.of(texts);
    }

    String signature() {
        return take(Byte.toUnsignedInt(bytes.get()));
    }

    int byteValue() {
        return Byte.toUnsignedInt(bytes.get());
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    void align(int alignment) {
        int over = bytes.position() % alignment;
        if (over != 0 && bytes.hasRemaining()) {
            skip(alignment - over);
        }
    }

    /** Passes over one value with such a signature. */
    void pass(String signature) {
        pass(signature, 0, 0);
    }

    /** Passes over the value whose signature begins there; returns where that ends. */
    private int pass(String signature, int at, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        return switch (signature.charAt(at)) {
            case 's', 'o' -> {
                text();
                yield at + 1;
            }
            case 'g' -> {
                signature();
                yield at + 1;
            }
            case 'v' -> {
                pass(signature(), 0, depth + 1);
                yield at + 1;
            }
            case 'a' -> array(signature, at);
            case '(', '{' -> struct(signature, at, depth);
            default -> fixed(alignment(signature.charAt(at)), at);
        };
    }

    private int fixed(int width, int at) {
        align(width);
        skip(width);
        return at + 1;
    }

    private int array(String signature, int at) {
        align(4);
        int length = length();
        align(alignment(signature.charAt(at + 1)));
        skip(length);
        return end(signature, at + 1);
    }

    private int struct(String signature, int begin, int depth) {
        align(8);
        int at = begin + 1;
        while (signature.charAt(at) != ')' && signature.charAt(at) != '}') {
            at = pass(signature, at, depth + 1);
        }
        return at + 1;
    }

    /** Where the type ends that begins there. */
    private static int end(String signature, int begin) {
        int at = begin;
        while (signature.charAt(at) == 'a') {
            at++;
        }
        int open = 0;
        do {
            char c = signature.charAt(at++);
            open += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
        } while (open > 0);
        return at;
    }

    private static int alignment(char type) {
        return switch (type) {
            case 'y', 'g', 'v' -> 1;
            case 'n', 'q' -> 2;
            case 'x', 't', 'd', '(', '{' -> 8;
            case 'b', 'i', 'u', 'h', 's', 'o', 'a' -> 4;
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    private int length() {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("longer than the message");
        }
        return length;
    }

    private String take(int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        skip(1);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void skip(int count) {
        bytes.position(bytes.position() + count);
    }
}
