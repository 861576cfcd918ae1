package org.hubwarden.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody is an admin because the state file says so.
 *
 * @param since when the right was given; empty when that was before it was recorded
 */
public record Tenure(Optional<Instant> since) {}
