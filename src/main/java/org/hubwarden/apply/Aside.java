package org.hubwarden.apply;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Something that is done on a thread of its own while its starter does other things. What it throws, the starter meets. */
public final class Aside<T> {

    private final CompletableFuture<T> future;

    private Aside(CompletableFuture<T> future) {
        this.future = future;
    }

    /** Begins. */
    public static <T> Aside<T> begin(String name, Supplier<T> work) {
        return new Aside<>(CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        }));
    }

    /** Waits for it. */
    public T result() {
        return result(future);
    }

    /** Waits for any such work; what a program error in it threw is thrown as it was. */
    public static <T> T result(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
