package org.hubwarden.host.linux.posix;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Work on many things that do not depend on each other, half of it on a second thread: system calls for thousands of homes. */
public final class Halves {

    /** For fewer a thread is not worth it. */
    private static final int MANY = 256;

    private Halves() {}

    /** Work on some of the things, by their numbers; what is shared with the other half must bear two threads. */
    public interface Work<R> {
        /** {@code from} up to and without {@code to}. */
        R on(int from, int to);
    }

    /** What came of it, in the order of the things; returns when all of it is done. */
    public static <R> List<R> of(int size, Work<R> work) {
        if (size < MANY) {
            return List.of(work.on(0, size));
        }
        int half = size / 2;
        CompletableFuture<R> second = CompletableFuture.supplyAsync(() -> work.on(half, size), Halves::start);
        try {
            return List.of(work.on(0, half), second.join());
        } finally {
            // Whatever happens, nobody works on when this returns: descriptors are closed then.
            second.handle((done, failure) -> true).join();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "half");
        thread.setDaemon(true);
        thread.start();
    }
}
