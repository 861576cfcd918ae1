package org.hubwarden.host.systemd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a unit writes, taken over a socket that systemd connects it to: unlike in a file, nothing of it is lost without a word
 * where a disk is full. Who may reach the socket is decided by the directory that it lies in.
 */
final class UnitOutput implements AutoCloseable {

    /** More than this is a failure, not an answer cut short. */
    static final int MOST = 16 << 20;

    private final Path path;
    private final ServerSocketChannel door;
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final Thread reader = new Thread(this::read, "output of a unit");

    private UnitOutput(Path path, ServerSocketChannel door) {
        this.path = path;
        this.door = door;
    }

    /** From now on, what connects there first is read to its end. */
    static UnitOutput at(Path path) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            door.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException failure) {
            door.close();
            throw failure;
        }
        UnitOutput output = new UnitOutput(path, door);
        output.reader.setDaemon(true);
        output.reader.start();
        return output;
    }

    private void read() {
        try (SocketChannel stream = door.accept()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            while (stream.read(buffer) >= 0) {
                content.write(buffer.array(), 0, buffer.position());
                buffer.clear();
                if (content.size() > MOST) {
                    throw new IOException("it wrote more than " + MOST + " bytes");
                }
            }
            text.complete(content.toString(StandardCharsets.UTF_8));
        } catch (IOException | OutOfMemoryError failure) {
            text.completeExceptionally(failure);
        }
    }

    /** Where it listens. */
    String path() {
        return path.toString();
    }

    /** All of it. What wrote it must have ended, or this waits for as long as it may. */
    String text(Duration limit) throws IOException {
        try {
            return text.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (TimeoutException failure) {
            throw new IOException("its output does not end", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", failure);
        }
    }

    /** What still writes finds nobody. */
    @Override
    public void close() throws IOException {
        reader.interrupt();
        door.close();
        Files.deleteIfExists(path);
    }
}
