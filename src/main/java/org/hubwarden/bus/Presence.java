package org.hubwarden.bus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.bus.wire.Line;
import org.hubwarden.bus.wire.Message;

/** Our name on the bus, for as long as the daemon lives: taken again whenever the bus begins anew. */
final class Presence {

    static final String NAME = "org.hubwarden1";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 1000;
    /** No call of ours is longer by far. */
    private static final int MOST_BODY = 256 << 10;

    /** Nobody takes it from us, and we wait in no queue. */
    private static final long DO_NOT_QUEUE = 4;

    private static final long OWNER = 1;

    private final Path bus;
    private final Answers answers;
    private final Desks desks = new Desks();
    private final Consumer<String> trouble;
    private volatile Optional<Line> line = Optional.empty();
    private Optional<String> told = Optional.empty();

    /** {@code trouble}: is told, once, why the name cannot be had. */
    Presence(Path bus, Answers answers, Consumer<String> trouble) {
        this.bus = bus;
        this.answers = answers;
        this.trouble = trouble;
    }

    /** Begins. Ends with the process. */
    void start() {
        Thread thread = new Thread(this::stay, "presence on the bus");
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells everybody who listens that something changed; nobody where there is no bus. */
    void changed() {
        line.ifPresent(open -> {
            try {
                open.send(Message.signal(Answers.OBJECT, Member.Face.MANAGER.text(), "Changed", new Body()));
            } catch (IOException gone) {
                // It is said again when the bus is back.
            }
        });
    }

    private void stay() {
        try {
            while (true) {
                Semaphore over = new Semaphore(0);
                try (Line open = Line.open(bus, LIMIT, MOST_BODY, new Reception(answers, desks, over::release))) {
                    takeName(open);
                    told = Optional.empty();
                    line = Optional.of(open);
                    changed();
                    over.acquire();
                } catch (IOException failure) {
                    tell(String.valueOf(failure.getMessage()));
                } finally {
                    line = Optional.empty();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void takeName(Line open) throws IOException {
        Message answer =
                open.ask(Line.toBus("RequestName", new Body().text(NAME).number(DO_NOT_QUEUE)), LIMIT);
        boolean isOurs = answer.kind() == Message.Kind.ANSWER && answer.values().number() == OWNER;
        if (!isOurs) {
            String why = answer.kind() == Message.Kind.ERROR ? answer.text() : "another process has it";
            throw new IOException("the name " + NAME + " cannot be had: " + why);
        }
    }

    private void tell(String why) {
        if (!told.equals(Optional.of(why))) {
            told = Optional.of(why);
            trouble.accept(why);
        }
    }
}
