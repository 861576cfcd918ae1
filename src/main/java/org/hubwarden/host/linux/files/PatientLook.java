package org.hubwarden.host.linux.files;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hubwarden.host.Waits;

/**
 * Looks into a file system that may never answer: on a thread of their own, which is left behind when nothing moves. Only for
 * what reads. One look at a time; used by one thread.
 */
public final class PatientLook {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Waits waits;
    private final String what;
    private final Duration patience;
    private volatile boolean isSilent;

    /**
     * @param what the file system, in words that go after "waiting for"
     * @param patience how long nothing may move; each {@link Waits#step} is a move
     */
    public PatientLook(Waits waits, String what, Duration patience) {
        this.waits = waits;
        this.what = what;
        this.patience = patience;
    }

    /** The answer; empty while the file system is silent. Not asked again before it has answered the last time. */
    public <T> Optional<T> ask(Supplier<T> look) {
        if (isSilent) {
            return Optional.empty();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        AtomicBoolean isLate = new AtomicBoolean();
        try (Waits.Wait wait = waits.begin(what, patience)) {
            start(look, answer, isLate);
            return await(answer, isLate);
        }
    }

    private <T> void start(Supplier<T> look, CompletableFuture<T> answer, AtomicBoolean isLate) {
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(look.get());
                    } catch (RuntimeException | Error failure) {
                        answer.completeExceptionally(failure);
                    }
                    afterwards(isLate);
                },
                "look");
        thread.setDaemon(true);
        thread.start();
    }

    private void afterwards(AtomicBoolean isLate) {
        if (!isLate.compareAndSet(false, true)) {
            isSilent = false;
            waits.lookAgain();
        }
    }

    private <T> Optional<T> await(CompletableFuture<T> answer, AtomicBoolean isLate) {
        while (true) {
            try {
                return Optional.of(answer.get(Math.min(POLL.toMillis(), patience.toMillis()), TimeUnit.MILLISECONDS));
            } catch (TimeoutException waiting) {
                if (waits.sinceLastStep().compareTo(patience) > 0) {
                    return leave(answer, isLate);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return leave(answer, isLate);
            } catch (ExecutionException failure) {
                throw new IllegalStateException(failure.getCause());
            }
        }
    }

    /** It may have answered in this very moment. */
    private <T> Optional<T> leave(CompletableFuture<T> answer, AtomicBoolean isLate) {
        isSilent = true;
        if (isLate.compareAndSet(false, true)) {
            return Optional.empty();
        }
        isSilent = false;
        return Optional.of(answer.join());
    }
}
