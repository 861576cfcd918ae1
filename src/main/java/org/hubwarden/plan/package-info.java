/**
 * The decision: {@link org.hubwarden.plan.Planner} compares desired, observed and ledger and yields a
 * {@link org.hubwarden.plan.Plan} so exact that carrying it out leaves nothing to decide. No I/O, no clock, no random.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>the order of planning: {@link Planner}; what it knows while it does: {@link Survey}, {@link Circumstances}; what it writes
 *       into: {@link Draft}
 *   <li>what can be decided: {@link Change} and the records in its sealed kinds, {@link Finding}, {@link Hold}; all of it together:
 *       {@link Plan}
 *   <li>accounts: {@link NameAssignment}, {@link AccountPlanner}, {@link Newcomers}, {@link IdAllocator}, {@link Identity},
 *       {@link OnDemand}
 *   <li>groups and homes: {@link GroupPlanner}, {@link MembershipPlanner}, {@link HomePlanner}
 *   <li>root: {@link RightsPlanner}, {@link SudoersPlanner}, {@link DeniedReach}, {@link Footholds}; its loss:
 *       {@link DemotionPlanner}, {@link DemotionProof}
 *   <li>servers: {@link ServersPlanner}, {@link UnitPlanner}, {@link UnitFilePlanner}, {@link UnitJudge}
 *   <li>who leaves: {@link LeaverPlanner}, {@link LeavingPlanner}, {@link LeavingSteps}, {@link LeavingSequence}; who comes back:
 *       {@link ReturnCheck}; by date: {@link EndsByDate}
 *   <li>what holds a plan back: {@link Braking}, {@link Brakes}, {@link Restraint}; fights with others: {@link Fights}, {@link Concessions}
 *   <li>from a plan to the contents of files: {@link AccountEdits}; from a machine to what was done: {@link Evidence}
 * </ul>
 */
@NullMarked
package org.hubwarden.plan;

import org.jspecify.annotations.NullMarked;
