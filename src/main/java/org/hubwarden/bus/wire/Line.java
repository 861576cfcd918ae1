package org.hubwarden.bus.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A connection to a bus, for one life of the bus: when it ends, another one is opened. One thread reads; what is sent may come from
 * any.
 */
public final class Line implements AutoCloseable {

    /** Where the system bus is. */
    public static final Path SYSTEM_BUS = Path.of("/run/dbus/system_bus_socket");

    /** The bus itself, as a destination and as an interface. */
    public static final String BUS = "org.freedesktop.DBus";

    private static final String BUS_PATH = "/org/freedesktop/DBus";

    private final SocketChannel socket;
    private final Listener listener;
    private final Map<Long, Consumer<Optional<Message>>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();
    private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();
    private boolean isClosed;

    /** Hears what comes over it, on the thread that reads, which must never wait. */
    public interface Listener {

        /** Somebody asks for something. */
        void called(Line line, Message call);

        /** It is over. Called once, and never for one that was not let in. */
        void closed();
    }

    private Line(SocketChannel socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /**
     * Opens one.
     *
     * @param limit how long the bus may take to let us in
     * @param mostBody the most bytes of values that are taken of one message
     * @throws IOException when it cannot be had, with a message for people
     */
    public static Line open(Path bus, Duration limit, int mostBody, Listener listener) throws IOException {
        Line line = new Line(SocketChannel.open(StandardProtocolFamily.UNIX), listener);
        Thread thread = new Thread(() -> line.live(bus, mostBody), "bus");
        thread.setDaemon(true);
        thread.start();
        try {
            line.greeted.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            line.ask(toBus("Hello", new Body()), limit);
            return line;
        } catch (TimeoutException failure) {
            throw line.unusable("it does not answer", failure);
        } catch (ExecutionException | IOException failure) {
            throw line.unusable(String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw line.unusable("interrupted", failure);
        }
    }

    private IOException unusable(String why, Exception failure) {
        close();
        return new IOException("the system bus cannot be reached: " + why, failure);
    }

    /** A call to the bus itself. */
    public static Message toBus(String method, Body body) {
        return Message.call(BUS, BUS_PATH, BUS, method, body);
    }

    private void live(Path bus, int mostBody) {
        try {
            socket.connect(UnixDomainSocketAddress.of(bus));
            Greeting.exchange(socket);
            greeted.complete(true);
            Frames frames = new Frames(socket, mostBody);
            while (true) {
                frames.read().ifPresent(this::take);
            }
        } catch (IOException over) {
            greeted.completeExceptionally(over);
        } finally {
            close();
            if (!greeted.isCompletedExceptionally()) {
                listener.closed();
            }
        }
    }

    private void take(Message message) {
        switch (message.kind()) {
            case CALL -> listener.called(this, message);
            case ANSWER, ERROR ->
                Optional.ofNullable(asked.remove(message.head().replyTo()))
                        .ifPresent(waiting -> waiting.accept(Optional.of(message)));
            case SIGNAL, OTHER -> {
                // Anybody can send one, and none is waited for.
            }
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return the answer, also where it is an error
     * @throws IOException when none came, with a message for people
     */
    public Message ask(Message call, Duration limit) throws IOException {
        CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
        long number = ask(call, answer::complete);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .orElseThrow(() -> new IOException("the connection was lost"));
        } catch (TimeoutException | ExecutionException failure) {
            throw new IOException(call.head().member() + " was not answered in time", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", failure);
        } finally {
            asked.remove(number);
        }
    }

    /**
     * Asks, and does not wait.
     *
     * @param whenAnswered gets the answer on the thread that reads; nothing where the connection was lost
     * @return the number of the call
     */
    public long ask(Message call, Consumer<Optional<Message>> whenAnswered) throws IOException {
        long number = next();
        asked.put(number, whenAnswered);
        try {
            write(call, number);
        } catch (IOException failure) {
            asked.remove(number);
            throw failure;
        }
        return number;
    }

    /** Sends what is not answered. */
    public void send(Message message) throws IOException {
        write(message, next());
    }

    /** Never 0. */
    private long next() {
        return Integer.toUnsignedLong(serial.updateAndGet(n -> n == -1 ? 1 : n + 1));
    }

    private void write(Message message, long number) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Fields.write(message, number));
        synchronized (this) {
            if (isClosed) {
                throw new IOException("the connection was lost");
            }
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Then it is closed.
        }
        synchronized (this) {
            isClosed = true;
        }
        asked.keySet()
                .forEach(number -> Optional.ofNullable(asked.remove(number))
                        .ifPresent(waiting -> waiting.accept(Optional.empty())));
    }
}
