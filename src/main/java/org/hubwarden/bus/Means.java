package org.hubwarden.bus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waiting;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.PassResult;

/** What it takes to answer root, beyond the last pass. From any thread. */
public interface Means {

    /** Asks for a pass that sees what is there now, and puts right again what somebody else keeps changing. */
    CompletableFuture<PassResult> pass();

    /** What is waited for outside hubwarden. */
    List<Waiting> waits();

    /** The status file. */
    Optional<String> status() throws HostFailure;

    /** A plan, for programs. */
    String plan(Assessment assessment);

    /** Keeps somebody's yes; until when it counts. */
    Instant approve(Stakes stakes) throws HostFailure;

    /** As machine-id(5) has it. */
    String machineId() throws HostFailure;
}
