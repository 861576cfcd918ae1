package org.hubwarden.bus;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that answer. A hub that asks too much keeps neither root from being heard, nor its own quick questions. Each has only so
 * much room; what finds none is refused.
 */
final class Desks {

    private static final long IDLE_SECONDS = 10;

    private final Executor root = desk("root", 8, 256);
    private final Executor quick = desk("quick", 2, 256);
    private final Executor accounts = desk("accounts", 4, 256);
    private final Executor servers = desk("servers", 64, 256);

    /** Where such a call of such a user is answered. */
    Executor of(long uid, Member member) {
        if (Callers.isRoot(uid)) {
            return root;
        }
        return switch (member) {
            case ENSURE_USER -> accounts;
            case START_SERVER, STOP_SERVER -> servers;
            default -> quick;
        };
    }

    /** Threads that have nothing to do end. */
    private static Executor desk(String name, int threads, int room) {
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "bus, " + name);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor desk = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(room), factory);
        desk.allowCoreThreadTimeOut(true);
        return desk;
    }
}
