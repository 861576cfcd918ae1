package org.hubwarden.bus;

import java.time.Instant;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.reconcile.Assessment;

/** What it takes to answer root, beyond the last pass. From any thread. */
public interface Means {

    /** The status file. */
    Optional<String> status() throws HostFailure;

    /** A plan, for programs. */
    String plan(Assessment assessment);

    /** Keeps somebody's yes; until when it counts. */
    Instant approve(Stakes stakes) throws HostFailure;

    /** As machine-id(5) has it. */
    String machineId() throws HostFailure;
}
