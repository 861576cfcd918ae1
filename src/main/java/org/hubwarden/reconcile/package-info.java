/**
 * When: one pass along the line, and the loop that starts passes.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>one pass: {@link Reconciler}, {@link Pass}, {@link PassResult}; looking and planning in it: {@link Assessor},
 *       {@link Observer}, {@link Planning}; the state file: {@link StateSource}
 *   <li>the loop: {@link ReconcileLoop}, {@link PassThread}, {@link Pulse}, {@link NamedWaits}, {@link Backoff}; what is told of it:
 *       {@link Announcements}, {@link StatusReport}
 *   <li>for the hub: {@link Census}, {@link OnDemandPass}, {@link HubPublication}, {@link HubDeletions}
 *   <li>who can become root: {@link RootInquiry}, {@link RootWatch}, {@link RootFindings}
 *   <li>baselines and sweeps: {@link Sweeping}, {@link Comparison}, {@link SweepRequests}, {@link BaselineWishes}, {@link BaselinePruning}
 *   <li>taking everything away: {@link Retiring}
 * </ul>
 */
@NullMarked
package org.hubwarden.reconcile;

import org.jspecify.annotations.NullMarked;
