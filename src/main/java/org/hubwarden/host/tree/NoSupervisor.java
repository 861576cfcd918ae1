package org.hubwarden.host.tree;

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
    public void stopping() {}
}
