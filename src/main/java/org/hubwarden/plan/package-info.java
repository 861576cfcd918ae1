/**
 * The decision: {@link org.hubwarden.plan.Planner} compares desired, observed and ledger and yields a
 * {@link org.hubwarden.plan.Plan} so exact that carrying it out leaves nothing to decide. No I/O, no clock, no random.
 */
@NullMarked
package org.hubwarden.plan;

import org.jspecify.annotations.NullMarked;
