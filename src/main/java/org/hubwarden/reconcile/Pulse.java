package org.hubwarden.reconcile;

import java.time.Duration;
import org.hubwarden.host.Supervisor;
import org.hubwarden.host.Waits;

/**
 * Feeds the watchdog, which ends and restarts a daemon that is not fed. Only the loop's thread feeds it, so that a loop that
 * hangs is not fed; and while a pass is under way only if that goes on, or waits for something that has a name. Waiting for a
 * name service is no fault that a restart would mend.
 */
final class Pulse {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);

    private final Supervisor supervisor;
    private final Waits waits;
    private final Duration interval;

    Pulse(Supervisor supervisor, Waits waits) {
        this.supervisor = supervisor;
        this.waits = waits;
        this.interval = supervisor.watchdogInterval().orElse(USUAL_INTERVAL);
    }

    /** How long the loop may sleep between two beats. */
    Duration pause() {
        Duration third = interval.dividedBy(3);
        return third.compareTo(LONGEST) < 0 ? third : LONGEST;
    }

    /** While no pass is under way. */
    void beat() {
        supervisor.watchdog();
    }

    /**
     * While a pass is under way. Until the first one is over there is no watchdog, and a limit for the start instead.
     *
     * @return whether the pass is alive
     */
    boolean beatOverPass(boolean isFirst) {
        boolean isAlive = isAlive();
        if (isAlive && isFirst) {
            supervisor.starting(interval.multipliedBy(2));
        } else if (isAlive) {
            beat();
        }
        return isAlive;
    }

    /** Whether the pass under way took a step within the watchdog's interval, or is excused. */
    private boolean isAlive() {
        return waits.isExcused() || waits.sinceLastStep().compareTo(interval) < 0;
    }
}
