package org.hubwarden.bus.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One message.
 *
 * @param flags as the protocol has them
 * @param serial the sender's number for it; 0 for one that is not sent yet
 * @param order of the bytes of the body
 * @param isCut whether the body was longer than its reader takes, and is left out
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Message(Kind kind, int flags, long serial, Head head, ByteOrder order, byte[] body, boolean isCut) {

    private static final int NO_REPLY = 1;
    private static final int NO_START = 2;

    /** What it is, with the number that the protocol gives it. */
    public enum Kind {
        CALL(1),
        ANSWER(2),
        ERROR(3),
        SIGNAL(4),
        /** One of a later protocol, to be passed over. */
        OTHER(0);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind of(int code) {
            return code >= 1 && code <= SIGNAL.code ? values()[code - 1] : OTHER;
        }
    }

    /** A call. Nobody is started for it who does not run. */
    public static Message call(String destination, String path, String face, String member, Body body) {
        return of(Kind.CALL, NO_START, Head.of(path, face, member, destination, body.signature()), body);
    }

    /** A signal to everybody who listens. */
    public static Message signal(String path, String face, String member, Body body) {
        return of(Kind.SIGNAL, NO_REPLY, Head.of(path, face, member, "", body.signature()), body);
    }

    /** The answer to this call. */
    public Message answer(Body body) {
        return of(Kind.ANSWER, NO_REPLY, Head.answer(this, "", body.signature()), body);
    }

    /** The answer that it is refused. */
    public Message error(String name, String text) {
        Body body = new Body().text(text);
        return of(Kind.ERROR, NO_REPLY, Head.answer(this, name, body.signature()), body);
    }

    private static Message of(Kind kind, int flags, Head head, Body body) {
        return new Message(kind, flags, 0, head, ByteOrder.LITTLE_ENDIAN, body.bytes(), false);
    }

    /** Whether its sender waits for an answer. */
    public boolean wantsAnswer() {
        return kind == Kind.CALL && (flags & NO_REPLY) == 0;
    }

    /** Its values, from the first. */
    public Values values() {
        return new Values(ByteBuffer.wrap(body).order(order));
    }

    /** For people: the text of an error. */
    public String text() {
        return head.signature().startsWith("s") ? values().text() : head.error();
    }
}
