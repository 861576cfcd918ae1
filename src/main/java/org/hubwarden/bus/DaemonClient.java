package org.hubwarden.bus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.bus.wire.Line;
import org.hubwarden.bus.wire.Message;
import org.hubwarden.host.Daemon;
import org.hubwarden.host.HostFailure;

/** The daemon as a command of root reaches it. Never starts one: a machine without a daemon is one that commands work on. */
public final class DaemonClient implements Daemon {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Longer than the daemon itself waits. */
    private static final Duration PASS = RootRequests.PASS.plusMinutes(1);
    /** Nothing that the bus lets through is longer. */
    private static final int MOST_BODY = 64 << 20;

    private static final Set<String> NOT_THERE = Set.of(
            "org.freedesktop.DBus.Error.ServiceUnknown",
            "org.freedesktop.DBus.Error.NameHasNoOwner",
            "org.freedesktop.DBus.Error.NoReply");

    private final Path bus;

    /** {@code bus}: the socket of the bus. */
    public DaemonClient(Path bus) {
        this.bus = bus;
    }

    @Override
    public Optional<String> reconcile() throws HostFailure {
        return ask(Member.RECONCILE, new Body(), PASS);
    }

    @Override
    public Optional<String> approve(String digest) throws HostFailure {
        return ask(Member.APPROVE, new Body().text(digest), LIMIT.multipliedBy(6));
    }

    /** One that is not on the bus, or stands still, is not there: then the pass lock alone keeps us apart. */
    private Optional<String> ask(Member member, Body body, Duration limit) throws HostFailure {
        try (Line line = Line.open(bus, LIMIT, MOST_BODY, new Nobody())) {
            boolean isThere = line.ask(call(Member.PING, new Body()), LIMIT).kind() == Message.Kind.ANSWER;
            return isThere ? ask(line, member, body, limit) : Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }

    private static Message call(Member member, Body body) {
        return Message.call(Presence.NAME, Answers.OBJECT, member.face().text(), member.text(), body);
    }

    private static Optional<String> ask(Line line, Member member, Body body, Duration limit) throws HostFailure {
        try {
            Message answer = line.ask(call(member, body), limit);
            if (answer.kind() == Message.Kind.ANSWER && !answer.isCut()) {
                return Optional.of(answer.text());
            }
            if (NOT_THERE.contains(answer.head().error())) {
                return Optional.empty();
            }
            throw new HostFailure("the daemon says no: " + answer.text());
        } catch (IOException lost) {
            throw new HostFailure(
                    "the daemon was asked, and its answer is lost: " + lost.getMessage()
                            + "; hubwarden status says what it is at",
                    lost);
        }
    }

    /** Nobody calls a command. */
    private static final class Nobody implements Line.Listener {

        @Override
        public void called(Line line, Message call) {
            // It is not answered, and the bus tells the caller when we leave.
        }

        @Override
        public void closed() {
            // Who waits for an answer hears of it.
        }
    }
}
