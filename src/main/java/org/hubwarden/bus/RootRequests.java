package org.hubwarden.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Hold;
import org.hubwarden.reconcile.Census;
import org.hubwarden.reconcile.PassNews;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.PassResult.Verdict;

/** What root asks for, and commands as root. Thread-safe. */
final class RootRequests {

    /** A pass over a new machine with thousands of users takes minutes. */
    private static final Duration PASS = Duration.ofMinutes(30);
    /** The bus takes no message of 32 MiB. */
    private static final int LONGEST = 16 << 20;

    private final LastPass last;
    private final Supplier<CompletableFuture<PassResult>> passes;
    private final Means means;

    RootRequests(LastPass last, Supplier<CompletableFuture<PassResult>> passes, Means means) {
        this.last = last;
        this.passes = passes;
        this.means = means;
    }

    /** Makes a pass that sees what is there now, and waits for its end. */
    Body reconcile() throws Refusal {
        try {
            PassResult result = passes.get().get(PASS.toMillis(), TimeUnit.MILLISECONDS);
            return document(PassNews.of(result).toJson());
        } catch (TimeoutException | ExecutionException stillUnderWay) {
            throw new Refusal(Cause.BUSY, "the pass is still under way; hubwarden status says what it waits for");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Cause.BUSY, "hubwarden ends; try again in a moment");
        }
    }

    /** What the last pass left to be done. */
    Body plan() throws Refusal {
        return document(means.plan(last.census().look()));
    }

    /** Says yes to what is held, by its digest or the beginning of it. */
    Body approve(String digest) throws Refusal {
        Hold hold = last.census()
                .hold()
                .orElseThrow(() -> new Refusal(Cause.FAILED, "nothing is held, so there is nothing to approve"));
        if (digest.length() < Hold.SHORTEST || !hold.stakes().digest().startsWith(digest)) {
            throw new Refusal(Cause.ARGUMENTS, "that does not name what is held now, which is that " + hold.sentence());
        }
        Instant until = tried(() -> means.approve(hold.stakes()));
        var unused = passes.get();
        return new Body().text(until.toString());
    }

    Body status() throws Refusal {
        return document(tried(means::status)
                .orElseThrow(() -> new Refusal(Cause.BUSY, "nothing was said yet; try again in a moment")));
    }

    String machineId() throws Refusal {
        return tried(means::machineId);
    }

    Body property(String face, String name) throws Refusal {
        Object value = Optional.ofNullable(properties().get(name))
                .filter(v -> face.equals(Member.Face.MANAGER.text()))
                .orElseThrow(() -> new Refusal(Cause.UNKNOWN_PROPERTY, "there is no such property"));
        return new Body().variant(value);
    }

    Body properties(String face) throws Refusal {
        return new Body().variants(face.equals(Member.Face.MANAGER.text()) ? properties() : Map.of());
    }

    private Map<String, Object> properties() throws Refusal {
        LastPass.Seen seen = last.seen();
        Census census = seen.census();
        PassResult result = census.result();
        boolean converged =
                result.verdict() == Verdict.CONVERGED && result.before().state().isCurrent();
        return new TreeMap<>(Map.of(
                "Converged",
                converged,
                "Held",
                census.hold().isPresent(),
                "LastPass",
                ChronoUnit.MICROS.between(Instant.EPOCH, seen.at())));
    }

    private static Body document(String text) throws Refusal {
        if (text.length() > LONGEST) {
            throw new Refusal(Cause.LIMITS, "the answer is too long for the bus; hubwarden plan --json shows it");
        }
        return new Body().text(text);
    }

    private interface Trial<T> {
        T run() throws HostFailure;
    }

    private static <T> T tried(Trial<T> trial) throws Refusal {
        try {
            return trial.run();
        } catch (HostFailure failure) {
            throw new Refusal(Cause.FAILED, failure.sentence());
        }
    }
}
