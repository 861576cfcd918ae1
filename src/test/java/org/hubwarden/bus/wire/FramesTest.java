package org.hubwarden.bus.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final int MOST = 1000;

    private static Frames frames(byte[]... messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(message);
        }
        return new Frames(Channels.newChannel(new ByteArrayInputStream(all.toByteArray())), MOST);
    }

    private static Message call(Body body) {
        return Message.call("org.hubwarden1", "/org/hubwarden1", "org.hubwarden1.Manager", "StartServer", body);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Map<String, String> variables = new TreeMap<>(Map.of("A", "ü\"\n", "LONG_NAME", ""));
        byte[] bytes = Fields.write(call(new Body().text("alice").texts(variables)), 7);
        Frames frames = frames(bytes, bytes);
        for (int i = 0; i < 2; i++) {
            Message read = frames.read().orElseThrow();
            assertEquals(Message.Kind.CALL, read.kind());
            assertEquals(7, read.serial());
            assertEquals("sa{ss}", read.head().signature());
            assertEquals("/org/hubwarden1", read.head().path());
            assertTrue(read.wantsAnswer());
            Values values = read.values();
            assertEquals("alice", values.text());
            assertEquals(Optional.of(variables), values.texts(2));
        }
        assertThrows(EOFException.class, frames::read);
    }

    @Test
    void answersGoToWhoAsked() throws IOException {
        Message call = new Message(
                Message.Kind.CALL,
                0,
                9,
                new Head("/", "", "Ping", "", 0, "", ":1.5", ""),
                ByteOrder.LITTLE_ENDIAN,
                Body.NONE,
                false);
        Message error =
                frames(Fields.write(call.error("org.x.No", "no"), 1)).read().orElseThrow();
        assertEquals(":1.5", error.head().destination());
        assertEquals(9, error.head().replyTo());
        assertEquals("org.x.No", error.head().error());
        assertEquals("no", error.text());
    }

    /** As machines write that keep the highest byte first. */
    @Test
    void bothOrdersOfBytesAreRead() throws IOException {
        ByteBuffer big = ByteBuffer.allocate(48).order(ByteOrder.BIG_ENDIAN);
        big.put((byte) 'B').put((byte) 1).put((byte) 0).put((byte) 1).putInt(7).putInt(258);
        big.putInt(15).put((byte) 8).put(new byte[] {1, 'g', 0, 1, 's', 0});
        big.position(24).put((byte) 5).put(new byte[] {1, 'u', 0}).position(28).putInt(3);
        ByteBuffer whole = ByteBuffer.allocate(39).put(big.array(), 0, 32);
        whole.order(ByteOrder.BIG_ENDIAN).putInt(2).put(new byte[] {'h', 'i', 0});
        whole.order(ByteOrder.BIG_ENDIAN).putInt(12, 16);
        Message read = frames(whole.array()).read().orElseThrow();
        assertEquals(258, read.serial());
        assertEquals(3, read.head().replyTo());
        assertEquals("hi", read.values().text());
    }

    @Test
    void whatIsTooLongIsNotTakenAndDoesNotHideWhatFollows() throws IOException {
        byte[] tooLong = Fields.write(call(new Body().text("x".repeat(MOST))), 1);
        byte[] next = Fields.write(call(new Body().text("next")), 2);
        Frames frames = frames(tooLong, next);
        Message cut = frames.read().orElseThrow();
        assertTrue(cut.isCut());
        assertArrayEquals(Body.NONE, cut.body());
        assertEquals("next", frames.read().orElseThrow().values().text());
    }

    @Test
    void aHeaderThatIsTooLongIsPassedOver() throws IOException {
        byte[] tooLong = Fields.write(Message.call("x".repeat(100_000), "/", "a.b", "c", new Body().text("body")), 1);
        byte[] next = Fields.write(call(new Body()), 2);
        Frames frames = frames(tooLong, next);
        assertTrue(frames.read().isEmpty());
        assertEquals(2, frames.read().orElseThrow().serial());
    }

    /** Fields of later protocols may hold anything. */
    @Test
    void whatIsNotKnownIsPassedOver() {
        Encoder out = new Encoder();
        out.text("first");
        int depth = 60;
        for (int i = 0; i < depth; i++) {
            out.signature("v");
        }
        out.signature("a(ya{sv})");
        out.array(8, () -> {
            out.align(8);
            out.u8(1);
            out.array(8, () -> {
                out.align(8);
                out.text("key");
                out.signature("t");
                out.u64(5);
            });
        });
        out.text("last");
        Values values = new Values(ByteBuffer.wrap(out.bytes()).order(ByteOrder.LITTLE_ENDIAN));
        assertEquals("first", values.text());
        values.pass("v");
        assertEquals("last", values.text());
        assertTrue(values.isAtEnd());
    }

    @Test
    void noBytesDoMoreThanBeRefused() {
        byte[] good = Fields.write(call(new Body().text("alice").texts(Map.of("A", "b"))), 7);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                Optional<Message> read = frames(bad).read();
                read.filter(m -> m.head().signature().equals("sa{ss}")).ifPresent(m -> {
                    Values values = m.values();
                    values.text();
                    values.texts(3);
                });
            } catch (IOException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException
                    | BufferUnderflowException refused) {
                // That is all that may happen.
            }
        }
    }

    @Test
    void aMapIsNotLongerThanAllowedAndHasNothingTwice() {
        Body list = new Body().list(List.of("a", "", "\u00fcber"));
        assertTrue(call(list).values().list(2).isEmpty());
        assertEquals(List.of("a", "", "\u00fcber"), call(list).values().list(3).orElseThrow());
        Body three = new Body().texts(Map.of("A", "1", "B", "2", "C", "3"));
        assertTrue(call(three).values().texts(2).isEmpty());
        assertEquals(3, call(three).values().texts(3).orElseThrow().size());
        Encoder twice = new Encoder();
        twice.array(8, () -> {
            for (int i = 0; i < 2; i++) {
                twice.align(8);
                twice.text("A");
                twice.text("x");
            }
        });
        Values values = new Values(ByteBuffer.wrap(twice.bytes()).order(ByteOrder.LITTLE_ENDIAN));
        assertTrue(values.texts(5).isEmpty());
    }
}
