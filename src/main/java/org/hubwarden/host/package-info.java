/**
 * The doors to the machine, as interfaces, and the values that pass through them. Adapters for a running machine are in
 * {@link org.hubwarden.host.linux}, answers of one that does not run in {@link org.hubwarden.host.tree}.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>all doors together: {@link Doors}
 *   <li>files of accounts and of ours: {@link AccountFiles}, {@link Homes}, {@link Sudoers}, {@link LedgerStore}, {@link StateFile},
 *       {@link TrailStore}
 *   <li>what runs: {@link Units}, {@link Processes}, {@link Sessions}, {@link Names}; programs with a right of their own: {@link Errands}
 *   <li>who leaves or is no admin any more: {@link Departures}, {@link GroupFiles}
 *   <li>telling: {@link Journal}, {@link JournalReader}, {@link Supervisor}, {@link StatusFile}
 *   <li>what may not answer: {@link Waits}; what it then is: {@link HostFailure}
 * </ul>
 */
@NullMarked
package org.hubwarden.host;

import org.jspecify.annotations.NullMarked;
