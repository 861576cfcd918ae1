package org.hubwarden.bus;

import java.io.IOException;
import java.time.Duration;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.bus.wire.Line;
import org.hubwarden.bus.wire.Message;

/** Runs inside a container: asks for accounts as the hub does, and prints how long each answer took. */
public final class EnsureDrill {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_BODY = 1 << 20;

    private EnsureDrill() {}

    /** The arguments: how long to wait after each, in milliseconds, then the names. The first is not measured. */
    public static void main(String[] args) throws Exception {
        try (Line line = Line.open(Line.SYSTEM_BUS, LIMIT, MOST_BODY, new Nobody())) {
            for (int i = 1; i < args.length; i++) {
                long begin = System.nanoTime();
                Message answer = line.ask(ensure(args[i]), LIMIT);
                long took = System.nanoTime() - begin;
                if (answer.kind() != Message.Kind.ANSWER) {
                    throw new IOException(args[i] + ": " + answer.text());
                }
                System.out.println((i == 1 ? "first us: " : "ensure us: ") + took / 1000);
                Thread.sleep(Long.parseLong(args[0]));
            }
        }
        System.exit(0);
    }

    private static Message ensure(String name) {
        Member member = Member.ENSURE_USER;
        return Message.call(Presence.NAME, Answers.OBJECT, member.face().text(), member.text(), new Body().text(name));
    }

    private static final class Nobody implements Line.Listener {

        @Override
        public void called(Line line, Message call) {
            // Nobody calls a drill.
        }

        @Override
        public void closed() {
            // Whoever waits is told.
        }
    }
}
