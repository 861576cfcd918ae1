package org.hubwarden.host.systemd;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/** Being let onto the bus. The library waits for it without end, so that it is done on a thread that can be left behind. */
final class Connecting {

    private static final String ADDRESS = "unix:path=/run/dbus/system_bus_socket";

    /** How long a bus that is not there is tried for. It is back within that time when it is restarted. */
    private static final int RETRIED_MILLIS = 1000;

    private final SignalSink sink;
    private final CompletableFuture<DBusConnection> made = new CompletableFuture<>();

    private Connecting(SignalSink sink) {
        this.sink = sink;
    }

    /** Connects. The sink hears of it when the bus goes. */
    static DBusConnection within(Duration limit, SignalSink sink) throws BusFault {
        Connecting connecting = new Connecting(sink);
        Thread thread = new Thread(connecting::connect, "connecting to the bus");
        thread.setDaemon(true);
        thread.start();
        try {
            return connecting.made.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw unreachable(String.valueOf(cause == null ? failure.getMessage() : cause.getMessage()), failure);
        } catch (TimeoutException failure) {
            throw unreachable("it does not answer", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted", failure);
        } finally {
            connecting.made.cancel(false);
            thread.interrupt();
        }
    }

    private static BusFault unreachable(String why, Exception failure) {
        return new BusFault("the system bus cannot be reached: " + why, failure);
    }

    private void connect() {
        try {
            DBusConnection connection = DBusConnectionBuilder.forAddress(ADDRESS)
                    .transportConfig()
                    .withTimeout(RETRIED_MILLIS)
                    .back()
                    .withShared(false)
                    .withImportWeakReferences(true)
                    .withDisconnectCallback(new IDisconnectCallback() {
                        @Override
                        public void disconnectOnError(IOException failure) {
                            sink.lost();
                        }
                    })
                    .build();
            if (!made.complete(connection)) {
                connection.disconnect();
            }
        } catch (DBusException | RuntimeException failure) {
            made.completeExceptionally(failure);
        }
    }
}
