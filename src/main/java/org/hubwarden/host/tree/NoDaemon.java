package org.hubwarden.host.tree;

import java.util.Optional;
import org.hubwarden.host.Daemon;

/** The daemon of a machine that does not run: none. */
public final class NoDaemon implements Daemon {

    @Override
    public Optional<String> reconcile() {
        return Optional.empty();
    }

    @Override
    public Optional<String> approve(String digest) {
        return Optional.empty();
    }
}
