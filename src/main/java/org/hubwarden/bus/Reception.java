package org.hubwarden.bus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.bus.wire.Line;
import org.hubwarden.bus.wire.Message;

/**
 * Takes calls as they come: finds out whose they are, refuses what is too often, and hands the rest to threads that may wait. One
 * for each connection; on its reading thread, which never waits.
 */
final class Reception implements Line.Listener {

    /** Calls of callers who are not known yet. */
    private static final int MOST_UNKNOWN = 256;

    private static final int MOST_REMEMBERED = 512;

    private final Answers answers;
    private final Desks desks;
    private final Runnable closed;
    private final Rates rates = new Rates(System::nanoTime);
    /** The bus gives a name to one connection only, ever. */
    private final Map<String, Long> uids = new LinkedHashMap<>();

    private final Map<String, Deque<Message>> unknown = new LinkedHashMap<>();
    private int unknownCalls;

    /** {@code closed}: run when the connection is over. */
    Reception(Answers answers, Desks desks, Runnable closed) {
        this.answers = answers;
        this.desks = desks;
        this.closed = closed;
    }

    @Override
    public void closed() {
        closed.run();
    }

    @Override
    public void called(Line line, Message call) {
        String sender = call.head().sender();
        Long uid = uids.get(sender);
        if (uid != null) {
            admit(line, call, uid);
        } else if (unknownCalls >= MOST_UNKNOWN) {
            refuse(line, call, busy());
        } else {
            unknownCalls++;
            Deque<Message> calls = unknown.computeIfAbsent(sender, name -> new ArrayDeque<>());
            calls.add(call);
            if (calls.size() == 1) {
                ask(line, sender);
            }
        }
    }

    private void ask(Line line, String sender) {
        try {
            line.ask(
                    Line.toBus("GetConnectionUnixUser", new Body().text(sender)),
                    answer -> known(line, sender, answer));
        } catch (IOException gone) {
            forget(sender);
        }
    }

    /** Who went away meanwhile is told nothing. */
    private void known(Line line, String sender, Optional<Message> answer) {
        Deque<Message> calls = forget(sender);
        Optional<Message> good = answer.filter(
                a -> a.kind() == Message.Kind.ANSWER && a.head().signature().equals("u"));
        if (good.isPresent()) {
            long uid = good.get().values().number();
            remember(sender, uid);
            calls.forEach(call -> admit(line, call, uid));
        }
    }

    private Deque<Message> forget(String sender) {
        Deque<Message> calls = Optional.ofNullable(unknown.remove(sender)).orElseGet(ArrayDeque::new);
        unknownCalls -= calls.size();
        return calls;
    }

    private void remember(String sender, long uid) {
        if (uids.size() >= MOST_REMEMBERED) {
            uids.clear();
        }
        uids.put(sender, uid);
    }

    private void admit(Line line, Message call, long uid) {
        if (!rates.allow(uid)) {
            refuse(line, call, new Refusal(Cause.LIMITS, Rates.sentence()));
            return;
        }
        try {
            Member member = Answers.member(call);
            desks.of(uid, member).execute(() -> serve(line, call, member, uid));
        } catch (Refusal refusal) {
            refuse(line, call, refusal);
        } catch (RejectedExecutionException full) {
            refuse(line, call, busy());
        }
    }

    private static Refusal busy() {
        return new Refusal(Cause.BUSY, "too many calls are under way; try again in a moment");
    }

    private void serve(Line line, Message call, Member member, long uid) {
        try {
            answer(line, call, call.answer(answers.answer(call, member, uid)));
        } catch (Refusal refusal) {
            refuse(line, call, refusal);
        } catch (RuntimeException | StackOverflowError fault) {
            refuse(line, call, new Refusal(Cause.FAILED, "a fault in hubwarden: " + fault));
        }
    }

    private static void refuse(Line line, Message call, Refusal refusal) {
        answer(line, call, call.error(refusal.name(), refusal.sentence()));
    }

    private static void answer(Line line, Message call, Message answer) {
        if (call.wantsAnswer()) {
            try {
                line.send(answer);
            } catch (IOException gone) {
                // The bus has told the caller.
            }
        }
    }
}
