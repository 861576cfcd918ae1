package org.hubwarden.bus.wire;

import java.util.List;
import java.util.Map;

/** The values of a message that is to be sent, with their signature. Not thread-safe. */
public final class Body {

    /** Of a message without values. */
    public static final byte[] NONE = new byte[0];

    private final Encoder encoder = new Encoder();
    private final StringBuilder signature = new StringBuilder();

    /** Adds a string. */
    public Body text(String value) {
        signature.append('s');
        encoder.text(value);
        return this;
    }

    /** Adds an unsigned number of 32 bits. */
    public Body number(long value) {
        signature.append('u');
        encoder.u32(value);
        return this;
    }

    /** Adds a list of strings. */
    public Body list(List<String> values) {
        signature.append("as");
        encoder.array(4, () -> values.forEach(encoder::text));
        return this;
    }

    /** Adds a map of strings. */
    public Body texts(Map<String, String> values) {
        signature.append("a{ss}");
        encoder.array(
                8,
                () -> values.forEach((key, value) -> {
                    encoder.align(8);
                    encoder.text(key);
                    encoder.text(value);
                }));
        return this;
    }

    /** Adds a value that says of itself what it is: a Boolean, a String, or a Long, which is an unsigned number of 64 bits. */
    public Body variant(Object value) {
        signature.append('v');
        encodeVariant(value);
        return this;
    }

    /** Adds a map from names to such values. */
    public Body variants(Map<String, Object> values) {
        signature.append("a{sv}");
        encoder.array(
                8,
                () -> values.forEach((key, value) -> {
                    encoder.align(8);
                    encoder.text(key);
                    encodeVariant(value);
                }));
        return this;
    }

    private void encodeVariant(Object value) {
        if (value instanceof Boolean truth) {
            encoder.signature("b");
            encoder.u32(truth ? 1 : 0);
        } else if (value instanceof Long number) {
            encoder.signature("t");
            encoder.u64(number);
        } else {
            encoder.signature("s");
            encoder.text(String.valueOf(value));
        }
    }

    String signature() {
        return signature.toString();
    }

    byte[] bytes() {
        return encoder.bytes();
    }
}
