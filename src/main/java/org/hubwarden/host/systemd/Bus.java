package org.hubwarden.host.systemd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.MethodCall;

/**
 * systemd on the system bus, as a daemon needs it: connected when it is first asked, and anew after the bus or systemd began
 * anew. Signals are believed only from systemd itself, and are hints all the same: they are not the truth, but a reason to
 * look. Thread-safe.
 */
final class Bus implements AutoCloseable {

    private static final String SYSTEMD = "org.freedesktop.systemd1";
    private static final String BUS = "org.freedesktop.DBus";
    private static final String MANAGER_FACE = "org.freedesktop.systemd1.Manager";
    private static final String MANAGER = "/org/freedesktop/systemd1";

    /** Each call; systemd itself answers in milliseconds, but for what it says takes long. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** systemd comes back onto a bus that was restarted, and after a re-exec, within a second. */
    private static final Duration SYSTEMD_COMES = Duration.ofSeconds(10);

    private static final String UNITS = "/org/freedesktop/systemd1/unit";
    private static final String PROPERTIES_FACE = "org.freedesktop.DBus.Properties";

    private static final long PAUSE_MILLIS = 50;

    private final SignalSink sink;
    private Optional<Line> line = Optional.empty();

    Bus(SignalSink sink) {
        this.sink = sink;
        MethodCall.setDefaultTimeout(LIMIT.toMillis());
    }

    /** A connection, and systemd's own name on it. */
    private record Line(BusConnection connection, String systemd) {}

    /** Makes one call. */
    Answer call(Call call, Duration limit) throws BusFault {
        Line open = open();
        return open.connection().call(open.systemd(), call, limit);
    }

    /** Makes one call to another than systemd, by a name that the bus lets only root have. */
    Answer call(String to, Call call, Duration limit) throws BusFault {
        return open().connection().call(to, call, limit);
    }

    /** Makes calls, many at once, and gives their answers in order. */
    List<Answer> callAll(List<Call> calls, Duration each) throws BusFault {
        Line open = open();
        return open.connection().callAll(open.systemd(), calls, each);
    }

    @Override
    public synchronized void close() {
        line.ifPresent(open -> open.connection().close());
        line = Optional.empty();
    }

    private synchronized Line open() throws BusFault {
        if (line.isPresent() && line.get().connection().isUsable()) {
            return line.get();
        }
        close();
        BusConnection connection = BusConnection.open(sink);
        try {
            Line open = new Line(connection, greet(connection));
            sink.connected();
            line = Optional.of(open);
            return open;
        } catch (DBusException | DBusExecutionException failure) {
            connection.close();
            throw new BusFault("the system bus cannot be used: " + failure.getMessage(), failure);
        } catch (BusFault fault) {
            connection.close();
            throw fault;
        }
    }

    /** Watches before it asks, so that nothing is missed between. */
    private String greet(BusConnection connection) throws BusFault, DBusException {
        DBusConnection library = connection.library();
        DBusMatchRule owners = DBusMatchRuleBuilder.create()
                .withType("signal")
                .withSender(BUS)
                .withInterface(BUS)
                .withMember("NameOwnerChanged")
                .withArg0123(0, SYSTEMD)
                .build();
        Owner owner = new Owner();
        library.addGenericSigHandler(owners, signal -> ownerChanged(signal, owner, connection));
        String systemd = awaitSystemd(connection);
        if (!owner.isNow(systemd)) {
            throw new BusFault("systemd began anew while it was greeted");
        }
        listen(library, systemd, "JobRemoved", signal -> jobRemoved(signal, systemd));
        listen(library, systemd, "Reloading", signal -> reloading(signal, systemd));
        listen(library, systemd, "UnitFilesChanged", signal -> changed(signal, systemd));
        library.addGenericSigHandler(
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withSender(systemd)
                        .withPathNamespace(UNITS)
                        .withInterface(PROPERTIES_FACE)
                        .withMember("PropertiesChanged")
                        .build(),
                signal -> unitChanged(signal, systemd));
        Answer subscribed = connection.call(systemd, Call.manager("Subscribe", ""), LIMIT);
        if (!(subscribed instanceof Answer.Values)) {
            throw new BusFault("systemd does not answer: " + subscribed);
        }
        return systemd;
    }

    private static void listen(DBusConnection library, String from, String member, DBusSigHandler<DBusSignal> handler)
            throws DBusException {
        library.addGenericSigHandler(
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withSender(from)
                        .withPath(MANAGER)
                        .withInterface(MANAGER_FACE)
                        .withMember(member)
                        .build(),
                handler);
    }

    private static String awaitSystemd(BusConnection connection) throws BusFault {
        Call owner = new Call("/org/freedesktop/DBus", BUS, "GetNameOwner", "s", List.of(SYSTEMD));
        long end = System.nanoTime() + SYSTEMD_COMES.toNanos();
        Answer answer = connection.call(BUS, owner, LIMIT);
        while (!(answer instanceof Answer.Values) && connection.isUsable() && System.nanoTime() < end) {
            pause();
            answer = connection.call(BUS, owner, LIMIT);
        }
        if (answer instanceof Answer.Values values) {
            return values.first(String.class);
        }
        throw new BusFault("systemd is not on the system bus");
    }

    private static void pause() throws BusFault {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusFault("interrupted while systemd was waited for", e);
        }
    }

    /** systemd was executed anew, or ended: its unique name is another one now, and so are all match rules. */
    private void ownerChanged(DBusSignal signal, Owner owner, BusConnection connection) {
        if (BUS.equals(signal.getSource()) && owner.changesTo(parameter(signal, 2))) {
            connection.giveUp();
            sink.lost();
        }
    }

    private void jobRemoved(DBusSignal signal, String systemd) {
        if (isFrom(signal, systemd)) {
            sink.jobEnded(parameter(signal, 1), parameter(signal, 2));
        }
    }

    private void unitChanged(DBusSignal signal, String systemd) {
        if (isFrom(signal, systemd)) {
            ObjectPath.unit(String.valueOf(signal.getPath())).ifPresent(sink::unitChanged);
        }
    }

    /** It says when it begins and when it is done; in between it answers nobody. */
    private void reloading(DBusSignal signal, String systemd) {
        if (parameter(signal, 0).equals("false")) {
            changed(signal, systemd);
        }
    }

    /** As text; nothing where there is none: what sends such a signal is not what it seems. */
    private static String parameter(DBusSignal signal, int index) {
        try {
            Object[] parameters = signal.getParameters();
            return parameters == null || parameters.length <= index ? "" : String.valueOf(parameters[index]);
        } catch (DBusException unreadable) {
            return "";
        }
    }

    private void changed(DBusSignal signal, String systemd) {
        if (isFrom(signal, systemd)) {
            sink.unitsChanged();
        }
    }

    /** Anybody can send anything to anybody on the bus; the name of the sender is what nobody can forge. */
    private static boolean isFrom(DBusSignal signal, String systemd) {
        return systemd.equals(signal.getSource());
    }
}
