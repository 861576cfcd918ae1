package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects garbage after a pass that changed something and after the one that follows, so that the memory it took goes back to
 * the machine: a daemon that waits for hours collects nothing by itself, only a full collection shrinks the heap, and much of a
 * pass is remembered until the next.
 */
public final class HeapReturn implements PassListener {

    private static final int COLLECTIONS = 2;

    private final PassListener listener;
    private final AtomicInteger due = new AtomicInteger();
    private final HeapRoom room = new HeapRoom();
    private boolean isFirst = true;

    /** For a listener that is told first. */
    public HeapReturn(PassListener listener) {
        this.listener = listener;
    }

    @Override
    public void passed(PassResult result, Duration took) {
        listener.passed(result, took);
        if (isFirst || !result.outcomes().isEmpty()) {
            due.set(COLLECTIONS);
        }
        isFirst = false;
    }

    @Override
    public void at(Activity activity) {
        listener.at(activity);
        if (activity.passSince().isEmpty() && due.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            room.renew();
        }
    }

    @Override
    public void stuck(Duration since, String where) {
        listener.stuck(since, where);
    }
}
