package org.hubwarden.audit;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Work that is done piece by piece, in order, on a thread of its own, which is there as long as there is any. Thread-safe. */
final class InOrder {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isWorking = false;
    private Optional<RuntimeException> bug = Optional.empty();

    /** Is done after all that was added before. */
    synchronized void add(Runnable work) {
        waiting.add(work);
        if (!isWorking) {
            isWorking = true;
            Thread thread = new Thread(this::work, "telling");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void work() {
        try {
            for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
                next.get().run();
            }
        } catch (RuntimeException | Error e) {
            failed(e instanceof RuntimeException known ? known : new IllegalStateException(e));
        }
    }

    private synchronized Optional<Runnable> next() {
        Optional<Runnable> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            isWorking = false;
            notifyAll();
        }
        return next;
    }

    private synchronized void failed(RuntimeException why) {
        bug = Optional.of(why);
        waiting.clear();
        isWorking = false;
        notifyAll();
    }

    /** Returns once all of it is done. Throws what a piece threw, once; what waited behind that is not done. */
    synchronized void await() {
        boolean isInterrupted = false;
        while (isWorking) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        Optional<RuntimeException> thrown = bug;
        bug = Optional.empty();
        if (thrown.isPresent()) {
            throw thrown.get();
        }
    }
}
