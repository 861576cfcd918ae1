package org.hubwarden.cli;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Says on a terminal that something goes on, when it takes long: one line on standard error, written over each second. It
 * never stands between lines of the answer, and is gone at the end.
 */
final class Progress implements AutoCloseable {

    /** So long nobody wonders. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Often enough for people who have begun to wonder. */
    static final Duration RHYTHM = Duration.ofMillis(800);

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private final String doing;
    private final long start = System.nanoTime();
    private int done;
    private boolean shown;
    private boolean closed;

    private Progress(PrintStream terminal, String doing) {
        this.terminal = terminal;
        this.doing = doing;
    }

    /**
     * Begins to watch the time; {@link #close} ends it.
     *
     * @param watched whether somebody sees it; nothing is written otherwise
     * @param doing what goes on, to be put before the time it has taken
     */
    static Progress of(PrintStream terminal, boolean watched, String doing, Duration patience, Duration rhythm) {
        Progress progress = new Progress(terminal, doing);
        if (watched) {
            Thread clock = new Thread(() -> progress.tell(patience, rhythm), "progress");
            clock.setDaemon(true);
            clock.start();
        }
        return progress;
    }

    /** A change is done, and the answer says so. */
    synchronized void step(Runnable answer) {
        done++;
        erase();
        answer.run();
    }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
        notifyAll();
    }

    private synchronized void tell(Duration patience, Duration rhythm) {
        try {
            pause(patience);
            while (!closed) {
                terminal.print(ERASE + line());
                terminal.flush();
                shown = true;
                pause(rhythm);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toMillis(); left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private String line() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        return "hubwarden: " + doing + (done == 0 ? "" : ", " + Count.nouns(done, "change") + " done") + ", " + seconds
                + " s";
    }

    private void erase() {
        if (shown) {
            terminal.print(ERASE);
            terminal.flush();
            shown = false;
        }
    }
}
