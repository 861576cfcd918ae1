package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;
import org.hubwarden.model.HubName;

/**
 * Makes accounts when they are first asked for, beside passes and never in the middle of what a pass writes. Those who ask while it is
 * at work are served together. Thread-safe.
 */
public final class OnDemandAccounts {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PASS_LOCK_WAIT = Duration.ofSeconds(10);

    private final Latecomers latecomers;
    private final OnDemandPass pass;
    private final Map<HubName, CompletableFuture<Optional<Footing>>> asked = new LinkedHashMap<>();
    private final Executor worker;

    /** {@code worker}: a thread that does one thing at a time. */
    public OnDemandAccounts(Latecomers latecomers, Executor worker) {
        this.latecomers = latecomers;
        this.pass = new OnDemandPass(latecomers.beside());
        this.worker = worker;
    }

    /**
     * Makes the account of somebody who is declared.
     *
     * @return how they stand then; empty where only a whole pass can help them
     * @throws HostFailure when the machine refuses, or it takes too long
     */
    public Optional<Footing> make(HubName name, Census census) throws HostFailure {
        CompletableFuture<Optional<Footing>> answer = ask(name, census);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof HostFailure refused
                    ? refused
                    : new HostFailure("the account of " + name + " was not made: a fault in hubwarden", failure);
        } catch (TimeoutException failure) {
            throw new HostFailure("the account of " + name + " is not made yet; ask again in a moment", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new HostFailure("hubwarden ends", failure);
        }
    }

    private synchronized CompletableFuture<Optional<Footing>> ask(HubName name, Census census) {
        boolean isFirst = asked.isEmpty();
        CompletableFuture<Optional<Footing>> answer =
                asked.computeIfAbsent(name, n -> new CompletableFuture<Optional<Footing>>());
        if (isFirst) {
            worker.execute(() -> serve(census));
        }
        return answer;
    }

    private synchronized Map<HubName, CompletableFuture<Optional<Footing>>> takeAll() {
        Map<HubName, CompletableFuture<Optional<Footing>>> all = new HashMap<>(asked);
        asked.clear();
        return all;
    }

    private void serve(Census census) {
        Map<HubName, CompletableFuture<Optional<Footing>>> all = takeAll();
        try {
            Map<HubName, Footing> footings = make(all.keySet(), census);
            all.forEach((name, answer) -> answer.complete(Optional.ofNullable(footings.get(name))));
        } catch (HostFailure | RuntimeException failure) {
            all.values().forEach(answer -> answer.completeExceptionally(failure));
        }
    }

    private Map<HubName, Footing> make(Set<HubName> names, Census census) throws HostFailure {
        Doors doors = latecomers.beside();
        Map<HubName, Footing> footings = new HashMap<>();
        try (PassLock.Held lock = doors.passLock().acquire(PASS_LOCK_WAIT);
                Latecomers.Coming coming = latecomers.coming()) {
            footings.putAll(pass.make(names, census));
        }
        footings.forEach((name, footing) -> {
            if (footing instanceof Footing.Ready ready) {
                census.made(name, ready);
            }
        });
        return footings;
    }
}
