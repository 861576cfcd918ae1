package org.hubwarden.host.systemd;

import java.util.Optional;

/** Whose name systemd's is on the bus. Keeps apart the news of systemd's arrival and those of its successor. Thread-safe. */
final class Owner {

    private Optional<String> told = Optional.empty();
    private Optional<String> known = Optional.empty();

    /**
     * The bus tells of a change.
     *
     * @return whether it is another one now than the one that is known
     */
    synchronized boolean changesTo(String owner) {
        told = Optional.of(owner);
        return known.isPresent() && !known.get().equals(owner);
    }

    /**
     * The bus was asked.
     *
     * @return whether what it told before does not contradict
     */
    synchronized boolean isNow(String owner) {
        known = Optional.of(owner);
        return told.isEmpty() || told.get().equals(owner);
    }
}
