package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Those who wait for a pass that sees what is there now. Thread-safe. */
final class PassRequests {

    private final List<CompletableFuture<PassResult>> waiting = new ArrayList<>();
    private final List<CompletableFuture<PassResult>> underWay = new ArrayList<>();

    /** One more; done at the end of the pass that begins next. */
    synchronized CompletableFuture<PassResult> add() {
        CompletableFuture<PassResult> request = new CompletableFuture<>();
        waiting.add(request);
        return request;
    }

    /** What is looked at from now on is what all who came so far want to have looked at. */
    synchronized void begin() {
        underWay.addAll(waiting);
        waiting.clear();
    }

    /** The pass is over that began last. */
    void over(PassResult result) {
        List<CompletableFuture<PassResult>> answered;
        synchronized (this) {
            answered = List.copyOf(underWay);
            underWay.clear();
        }
        answered.forEach(request -> request.complete(result));
    }
}
