/**
 * What the machine has: the account files parsed as glibc parses them and kept byte for byte, homes, sudoers drop-ins,
 * other sources of membership. No I/O: bytes come in from {@link org.hubwarden.host}.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>all that was seen, together: {@link ObservedState}; one look at one subject is a {@code ...Sight}
 *   <li>account files: {@link AccountDatabases}, {@link Database}, {@link Line}, and an {@link Entry} for each file
 *   <li>the name service: {@link NssAnswer}, {@link NameServiceSwitch}, {@link MembershipsSight}, {@link UserdbRecords}
 *   <li>rules of sudo: {@link SudoersSource}, {@link SudoersRules}, {@link AllSudoRules}; our own drop-ins: {@link SudoersSight}
 *   <li>what runs: {@link ProcessesSight}, {@link RunningProcess}, {@link UnitsSight}, {@link SessionsSight}
 *   <li>what is left of who leaves: {@link LeaversSight}, {@link Remains}, {@link FileList}
 * </ul>
 */
@NullMarked
package org.hubwarden.observed;

import org.jspecify.annotations.NullMarked;
