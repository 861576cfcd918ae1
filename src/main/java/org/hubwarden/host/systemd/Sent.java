package org.hubwarden.host.systemd;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

/** A call on its way. Not thread-safe. */
final class Sent {

    /** What the library calls an error that it made itself, since the connection broke: the class of an exception. */
    private static final List<String> MADE_HERE = List.of("java.", "org.freedesktop.dbus.");

    /** The bus answers so for a program that went away while it was asked. */
    private static final String NO_REPLY = "org.freedesktop.DBus.Error.NoReply";

    private final Optional<MethodCall> message;
    private final String notSent;
    private final long deadlineNanos;
    private final Runnable settled;

    private Sent(Optional<MethodCall> message, String notSent, long deadlineNanos, Runnable settled) {
        this.message = message;
        this.notSent = notSent;
        this.deadlineNanos = deadlineNanos;
        this.settled = settled;
    }

    /**
     * One that was handed to the library, or is about to be.
     *
     * @param limit how long its answer is waited for, from now
     * @param settled run once its answer was taken
     */
    static Sent call(MethodCall message, Duration limit, Runnable settled) {
        return new Sent(Optional.of(message), "", System.nanoTime() + limit.toNanos(), settled);
    }

    /** One that could not be sent. */
    static Sent not(String why) {
        return new Sent(Optional.empty(), why, 0, () -> {});
    }

    /** Waits for the answer. */
    Answer await() {
        Answer answer = message.map(this::await).orElseGet(() -> new Answer.None(notSent));
        settled.run();
        return answer;
    }

    private Answer await(MethodCall call) {
        long left = deadlineNanos - System.nanoTime();
        Message reply = left > 0 ? call.getReply(left / 1_000_000 + 1) : call.hasReply() ? call.getReply(1) : null;
        while (reply == null && !Thread.currentThread().isInterrupted() && deadlineNanos - System.nanoTime() > 0) {
            reply = call.getReply(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
        }
        return reply == null ? new Answer.None(call.getName() + " was not answered in time") : read(call, reply);
    }

    private static Answer read(MethodCall call, Message reply) {
        try {
            List<Object> values = values(reply);
            return reply instanceof Error error ? refusal(error.getName(), values) : new Answer.Values(values);
        } catch (DBusException failure) {
            return new Answer.None("the answer to " + call.getName() + " cannot be read: " + failure.getMessage());
        }
    }

    private static List<Object> values(Message reply) throws DBusException {
        Object[] parameters = reply.getParameters();
        return parameters == null ? List.of() : Arrays.asList(parameters);
    }

    private static Answer refusal(String name, List<Object> values) {
        String text = values.stream().map(String::valueOf).collect(Collectors.joining(" "));
        boolean lost = MADE_HERE.stream().anyMatch(name::startsWith) || name.equals(NO_REPLY);
        return lost ? new Answer.None("the connection was lost: " + text) : new Answer.Refused(name, text);
    }
}
