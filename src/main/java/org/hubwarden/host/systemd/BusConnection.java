package org.hubwarden.host.systemd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.messages.MethodCall;

/**
 * One connection to the system bus, for one life of the bus and of systemd on it: when either begins anew, this one is of no
 * use and another is opened. Calls are low-level ones, since those keep the names of errors and have a time-out each, and
 * leave nothing behind. Thread-safe.
 */
final class BusConnection {

    /** The bus allows 128 calls without an answer, for one connection. */
    static final int MOST_CALLS = 100;

    private final DBusConnection bus;
    private final Semaphore room = new Semaphore(MOST_CALLS);
    private volatile boolean useless;

    private BusConnection(DBusConnection bus) {
        this.bus = bus;
    }

    /** Connects. The sink hears of it when the bus goes. */
    static BusConnection open(SignalSink sink) throws BusFault {
        QuietLibrary.quiet();
        return new BusConnection(Connecting.within(Bus.LIMIT, sink));
    }

    /** The library's connection, for match rules. */
    DBusConnection library() {
        return bus;
    }

    boolean isUsable() {
        return !useless && bus.isConnected();
    }

    /** From now on another connection is to be opened. May be called on any thread, and does not wait. */
    void giveUp() {
        useless = true;
    }

    /** Ends it. Waits for the library's threads, so never call it on one of them. */
    void close() {
        useless = true;
        bus.disconnect();
    }

    /** Makes one call and waits for its answer, at most so long. */
    Answer call(String to, Call call, Duration limit) {
        return callAll(to, List.of(call), limit).get(0);
    }

    /** Makes calls, some of them at once, and gives their answers in the order of the calls. */
    List<Answer> callAll(String to, List<Call> calls, Duration each) {
        List<Answer> answers = new ArrayList<>(calls.size());
        Deque<Sent> underWay = new ArrayDeque<>();
        for (Call call : calls) {
            boolean free = room.tryAcquire();
            while (!free && !underWay.isEmpty()) {
                answers.add(settle(underWay.remove()));
                free = room.tryAcquire();
            }
            underWay.add(
                    free || isRoomWithin(each) ? send(to, call, each) : Sent.not("the bus is busy with other calls"));
        }
        underWay.forEach(sent -> answers.add(settle(sent)));
        drain();
        return answers;
    }

    /** Other threads hold all the room. */
    private boolean isRoomWithin(Duration limit) {
        try {
            return room.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Sent send(String to, Call call, Duration limit) {
        try {
            Object[] arguments = call.arguments().toArray();
            MethodCall message = bus.getMessageFactory()
                    .createMethodCall(
                            to,
                            call.path(),
                            call.face(),
                            call.method(),
                            (byte) 0,
                            call.signature().isEmpty() ? null : call.signature(),
                            arguments);
            Sent sent = Sent.call(message, limit, room::release);
            bus.sendMessage(message);
            return sent;
        } catch (DBusException | DBusExecutionException | RejectedExecutionException failure) {
            room.release();
            giveUp();
            return Sent.not("the system bus is gone: " + failure.getMessage());
        }
    }

    /** A call without an answer stays in the library's memory, and may mean that its reader is dead: begin anew. */
    private Answer settle(Sent sent) {
        Answer answer = sent.await();
        if (answer instanceof Answer.None) {
            giveUp();
        }
        return answer;
    }

    /** Errors that nobody waits for pile up in the library. */
    private void drain() {
        DBusExecutionException error = bus.getError();
        while (error != null) {
            error = bus.getError();
        }
    }
}
