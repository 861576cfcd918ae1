package org.hubwarden.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waiting;
import org.hubwarden.plan.Hold;
import org.hubwarden.reconcile.Census;
import org.hubwarden.reconcile.PassNews;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.PassResult.Verdict;

/** What root asks for, and commands as root. Thread-safe. */
final class RootRequests {

    /** A pass over a new machine with thousands of users takes minutes. */
    static final Duration PASS = Duration.ofMinutes(30);

    /** Who asks is told what a pass waits for, once it does so for this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The bus takes no message of 32 MiB. */
    private static final int LONGEST = 16 << 20;

    private final LastPass last;
    private final Means means;
    private final InstantSource clock;

    /** {@code clock}: the one by which it is told since when something is waited for. */
    RootRequests(LastPass last, Means means, InstantSource clock) {
        this.last = last;
        this.means = means;
        this.clock = clock;
    }

    /** Makes a pass that sees what is there now, and waits for its end, but for no longer than that waits for nobody else. */
    Body reconcile() throws Refusal {
        return document(PassNews.of(pass()).toJson());
    }

    private PassResult pass() throws Refusal {
        CompletableFuture<PassResult> pass = means.pass();
        long end = System.nanoTime() + PASS.toNanos();
        while (System.nanoTime() < end) {
            try {
                return pass.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException stillUnderWay) {
                refuseToWait();
            } catch (ExecutionException fault) {
                throw new Refusal(Cause.FAILED, "a fault in hubwarden: " + fault.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal(Cause.BUSY, "hubwarden ends; try again in a moment");
            }
        }
        throw new Refusal(Cause.BUSY, "the pass is still under way; hubwarden status says what it is at");
    }

    private void refuseToWait() throws Refusal {
        Instant late = clock.instant().minus(PATIENCE);
        for (Waiting waiting : means.waits()) {
            if (waiting.since().isBefore(late)) {
                throw new Refusal(
                        Cause.BUSY,
                        "the pass is under way and waits for " + waiting.what()
                                + "; it goes on when that is over, and hubwarden status says how it went");
            }
        }
    }

    /** What the last pass left to be done. */
    Body plan() throws Refusal {
        return document(means.plan(last.census().look()));
    }

    /** Says yes to what is held, by its digest or the beginning of it. */
    Body approve(String digest) throws Refusal {
        if (last.census().hold().filter(hold -> isMeant(digest, hold)).isEmpty()) {
            // The state file may have been edited just now.
            pass();
        }
        Hold hold = last.census()
                .hold()
                .orElseThrow(() -> new Refusal(Cause.FAILED, "nothing is held, so there is nothing to approve"));
        if (!isMeant(digest, hold)) {
            throw new Refusal(Cause.ARGUMENTS, "that does not name what is held now, which is that " + hold.sentence());
        }
        Instant until = tried(() -> means.approve(hold.stakes()));
        var unused = means.pass();
        return new Body().text(until.toString());
    }

    private static boolean isMeant(String digest, Hold hold) {
        return digest.length() >= Hold.SHORTEST && hold.stakes().digest().startsWith(digest);
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
        if (Member.Face.of(face).isEmpty()) {
            throw new Refusal(Cause.UNKNOWN_INTERFACE, "there is no such interface here");
        }
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
