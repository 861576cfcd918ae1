package org.hubwarden.reconcile;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/** One pass on a thread of its own, so that whatever it hangs in does not hang the loop. */
final class PassThread<T> {

    private static final int SHOWN_CALLS = 12;

    private final FutureTask<T> task;
    private final Thread thread;

    private PassThread(FutureTask<T> task) {
        this.task = task;
        this.thread = new Thread(task, "pass");
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins one; {@code whenOver} is run on its thread, after {@link #isOver} has become true. */
    static <T> PassThread<T> start(Callable<T> pass, Runnable whenOver) {
        return new PassThread<>(new FutureTask<>(pass) {
            @Override
            protected void done() {
                whenOver.run();
            }
        });
    }

    boolean isOver() {
        return task.isDone();
    }

    /** What it came to; waits for its end. What it threw, it throws. */
    T result() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a pass ended with a fault in hubwarden", failure.getCause());
        }
    }

    /** Where it is now: our own calls, the innermost first. */
    String where() {
        return Arrays.stream(thread.getStackTrace())
                .filter(call -> call.getClassName().startsWith("org.hubwarden."))
                .limit(SHOWN_CALLS)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }
}
