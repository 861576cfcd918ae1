package org.hubwarden.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a step of leaving came. Evidence for people; what is to be done is always seen from the machine.
 *
 * @param begun when it was begun, or begun again
 * @param done when it was seen to be done; empty while it is not
 */
public record Progress(Instant begun, Optional<Instant> done) {}
