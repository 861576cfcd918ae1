package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;

/** The pass lock of a daemon: taken against other processes once, for a pass and for what is done beside it. Thread-safe. */
final class SharedPassLock implements PassLock {

    private final PassLock lock;
    private int holders;
    private Optional<Held> held = Optional.empty();

    SharedPassLock(PassLock lock) {
        this.lock = lock;
    }

    @Override
    public synchronized Held acquire(Duration wait) throws HostFailure {
        if (held.isEmpty()) {
            held = Optional.of(lock.acquire(wait));
        }
        holders++;
        return this::release;
    }

    private synchronized void release() {
        holders--;
        if (holders == 0) {
            held.ifPresent(Held::close);
            held = Optional.empty();
        }
    }

    @Override
    public Optional<String> blocker() {
        return lock.blocker();
    }
}
