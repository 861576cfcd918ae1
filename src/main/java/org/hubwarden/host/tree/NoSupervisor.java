package org.hubwarden.host.tree;

import java.time.Duration;
import java.util.Optional;
import org.hubwarden.host.Supervisor;

/** Nobody is told anything. */
public final class NoSupervisor implements Supervisor {

    @Override
    public void ready() {}

    @Override
    public void status(String text) {}

    @Override
    public void watchdog() {}

    @Override
    public Optional<Duration> watchdogInterval() {
        return Optional.empty();
    }

    @Override
    public void starting(Duration more) {}

    @Override
    public void stopping() {}
}
