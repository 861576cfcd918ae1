package org.hubwarden.bus.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The fields of a header as bytes. Those of later protocols are passed over. */
final class Fields {

    private static final int PATH = 1;
    private static final int FACE = 2;
    private static final int MEMBER = 3;
    private static final int ERROR = 4;
    private static final int REPLY_TO = 5;
    private static final int DESTINATION = 6;
    private static final int SENDER = 7;
    private static final int SIGNATURE = 8;

    private final String[] texts = new String[SIGNATURE + 1];
    private long replyTo;

    private Fields() {
        Arrays.fill(texts, "");
    }

    /** From a buffer that stands at the first. */
    static Head read(ByteBuffer bytes) {
        Fields fields = new Fields();
        Values values = new Values(bytes);
        while (!values.isAtEnd()) {
            values.align(8);
            fields.take(values);
        }
        return fields.head();
    }

    private void take(Values values) {
        int code = values.byteValue();
        String type = values.signature();
        boolean isText = code >= PATH && code <= SIGNATURE && code != REPLY_TO;
        if (isText && (type.equals("s") || type.equals("o"))) {
            texts[code] = values.text();
        } else if (isText && type.equals("g")) {
            texts[code] = values.signature();
        } else if (code == REPLY_TO && type.equals("u")) {
            replyTo = values.number();
        } else {
            values.pass(type);
        }
    }

    private Head head() {
        return new Head(
                texts[PATH],
                texts[FACE],
                texts[MEMBER],
                texts[ERROR],
                replyTo,
                texts[DESTINATION],
                texts[SENDER],
                texts[SIGNATURE]);
    }

    /** The whole of a message. */
    static byte[] write(Message message, long serial) {
        Encoder out = new Encoder();
        out.u8('l');
        out.u8(message.kind().code());
        out.u8(message.flags());
        out.u8(1);
        out.u32(message.body().length);
        out.u32(serial);
        Head head = message.head();
        out.array(8, () -> write(out, head));
        out.align(8);
        out.raw(message.body());
        return out.bytes();
    }

    private static void write(Encoder out, Head head) {
        text(out, PATH, "o", head.path());
        text(out, FACE, "s", head.face());
        text(out, MEMBER, "s", head.member());
        text(out, ERROR, "s", head.error());
        if (head.replyTo() != 0) {
            begin(out, REPLY_TO, "u");
            out.u32(head.replyTo());
        }
        text(out, DESTINATION, "s", head.destination());
        if (!head.signature().isEmpty()) {
            begin(out, SIGNATURE, "g");
            out.signature(head.signature());
        }
    }

    private static void text(Encoder out, int code, String type, String value) {
        if (!value.isEmpty()) {
            begin(out, code, type);
            out.text(value);
        }
    }

    private static void begin(Encoder out, int code, String type) {
        out.align(8);
        out.u8(code);
        out.signature(type);
    }
}
