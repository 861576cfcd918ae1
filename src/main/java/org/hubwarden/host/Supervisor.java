package org.hubwarden.host;

import java.time.Duration;
import java.util.Optional;

/** The service supervisor, told by sd_notify(3). Does nothing where there is none. Thread-safe; never throws. */
public interface Supervisor {

    /** Start-up is over: the first plan was made and published. */
    void ready();

    /** One line for {@code systemctl status}. */
    void status(String text);

    /** The loop is alive. */
    void watchdog();

    /** After how long without {@link #watchdog} the daemon is taken for dead; empty when nobody watches. */
    Optional<Duration> watchdogInterval();

    /** Start-up is not over and goes on: it may take so much longer from now. */
    void starting(Duration more);

    /** The daemon is about to end. */
    void stopping();
}
