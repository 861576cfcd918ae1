package org.hubwarden.bus.wire;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Says whatever comes to mind to the service, on many connections, and prints how often it was answered in which way, an answer a
 * line. Runs inside the container, as whoever it is run by. Never asks for what may be granted.
 */
public final class Fuzz {

    private static final String NAME = "org.hubwarden1";
    private static final String MANAGER = "org.hubwarden1.Manager";
    private static final List<String> FACES = List.of(
            MANAGER, MANAGER, MANAGER, "org.freedesktop.DBus.Properties", "org.freedesktop.DBus.Introspectable", "a.b");
    private static final List<String> MEMBERS = List.of(
            "EnsureUser",
            "StartServer",
            "StopServer",
            "ServerState",
            "DeletedInHub",
            "Approve",
            "Get",
            "GetAll",
            "Set",
            "Nothing");
    private static final List<String> PATHS = List.of("/org/hubwarden1", "/org/hubwarden1", "/", "/x");
    private static final int CALLS = 40;

    private final Random random;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<Long, String> asked = new TreeMap<>();

    private Fuzz(long seed) {
        this.random = new Random(seed);
    }

    /** {@code arguments}: a seed, and how many connections. */
    public static void main(String[] arguments) throws IOException {
        Fuzz fuzz = new Fuzz(Long.parseLong(arguments[0]));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            fuzz.connection();
        }
        fuzz.answers.forEach((answer, count) -> System.out.println(answer + " " + count));
    }

    private void connection() throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(Line.SYSTEM_BUS))) {
            Greeting.exchange(socket);
            send(socket, Fields.write(Line.toBus("Hello", new Body()), 1));
            int calls = 0;
            for (int serial = 2; serial < CALLS; serial++) {
                Message call = call();
                asked.put(
                        (long) serial,
                        call.head().face() + "." + call.head().member() + " "
                                + call.head().signature());
                byte[] message = Fields.write(call, serial);
                if (random.nextInt(60) == 0) {
                    send(socket, Arrays.copyOf(message, random.nextInt(message.length)));
                    count("left in the middle");
                    return;
                }
                send(socket, message);
                calls++;
            }
            if (random.nextInt(4) > 0) {
                drain(socket, calls);
            }
        } catch (IOException thrownOut) {
            count("thrown out by the bus");
        }
    }

    private void drain(SocketChannel socket, int calls) throws IOException {
        Frames frames = new Frames(socket, 1 << 20);
        for (int left = calls; left > 0; ) {
            Message message = frames.read().orElseThrow();
            boolean isAnswer = message.kind() == Message.Kind.ERROR || message.kind() == Message.Kind.ANSWER;
            if (isAnswer && message.head().replyTo() > 1) {
                left--;
                boolean isError = message.kind() == Message.Kind.ERROR;
                count(
                        isError
                                ? message.head().error()
                                : "yes to " + asked.get(message.head().replyTo()));
            }
        }
    }

    private void count(String answer) {
        answers.merge(answer, 1, Integer::sum);
    }

    private static void send(SocketChannel socket, byte[] message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Message call() {
        List<Body> bodies = new ArrayList<>(List.of(
                new Body(),
                new Body().text(text()),
                new Body().text(text()).text(text()),
                new Body().list(List.of(text(), text())),
                new Body().number(random.nextInt()),
                new Body().text(text()).texts(Map.of(text(), text(), "LD_PRELOAD", "/tmp/x")),
                new Body().text(text()).variant(text()),
                new Body().variants(Map.of("a", 1L, "b", true))));
        if (random.nextInt(5) == 0) {
            return deep();
        }
        Message call = Message.call(NAME, pick(PATHS), pick(FACES), pick(MEMBERS), pick(bodies));
        return random.nextInt(10) == 0 ? big(call) : call;
    }

    /** Variants in variants, as deep as the bus allows, and deeper. */
    private Message deep() {
        Encoder out = new Encoder();
        int depth = random.nextInt(70);
        for (int i = 0; i < depth; i++) {
            out.signature("v");
        }
        out.signature("s");
        out.text("x");
        Head head = Head.of("/org/hubwarden1", MANAGER, pick(MEMBERS), NAME, "v");
        return new Message(Message.Kind.CALL, 0, 0, head, ByteOrder.LITTLE_ENDIAN, out.bytes(), false);
    }

    /** With a body that the service does not take. */
    private Message big(Message call) {
        Body body = new Body().text("x".repeat(1 << (16 + random.nextInt(8))));
        return Message.call(
                NAME, call.head().path(), call.head().face(), call.head().member(), body);
    }

    /** Names of nobody. */
    private String text() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "nobody" + random.nextInt(1000);
            case 2 -> "../../etc/passwd";
            case 3 -> "ünï\u2028code\n";
            case 4 -> "x".repeat(random.nextInt(3000));
            default -> "root:0:0";
        };
    }
}
