package org.hubwarden.reconcile;

import java.time.Duration;

/**
 * Collects garbage after a pass that changed something, so that the memory it took goes back to the machine: a daemon that
 * waits for hours collects nothing by itself, and only a full collection shrinks the heap.
 */
public final class HeapReturn implements PassListener {

    private final PassListener listener;
    private volatile boolean isDue;
    private boolean isFirst = true;

    /** For a listener that is told first. */
    public HeapReturn(PassListener listener) {
        this.listener = listener;
    }

    @Override
    public void passed(PassResult result, Duration took) {
        listener.passed(result, took);
        isDue = isFirst || !result.outcomes().isEmpty();
        isFirst = false;
    }

    @Override
    public void at(Activity activity) {
        listener.at(activity);
        if (isDue && activity.passSince().isEmpty()) {
            isDue = false;
            System.gc();
        }
    }

    @Override
    public void stuck(Duration since, String where) {
        listener.stuck(since, where);
    }
}
