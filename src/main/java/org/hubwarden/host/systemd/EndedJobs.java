package org.hubwarden.host.systemd;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Jobs of which systemd said that they are over. Only remembered while somebody waits. Thread-safe. */
final class EndedJobs {

    /** More than are ever waited for at once: others than ours end as well. */
    private static final int MOST = 10_000;

    private final Set<String> ended = new HashSet<>();
    private int waiting;

    synchronized void begin() {
        waiting++;
    }

    synchronized void end() {
        waiting--;
        if (waiting == 0) {
            ended.clear();
        }
    }

    /** Called on the thread that delivers signals. */
    synchronized void add(String job) {
        if (waiting > 0 && ended.size() < MOST) {
            ended.add(job);
            notifyAll();
        }
    }

    /** Waits until one of these is over, and takes those that are out of the collection. */
    synchronized boolean takeOut(Collection<String> jobs, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        boolean isNews = jobs.removeAll(ended);
        long left = millis;
        while (!isNews && left > 0) {
            wait(left);
            isNews = jobs.removeAll(ended);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return isNews;
    }
}
