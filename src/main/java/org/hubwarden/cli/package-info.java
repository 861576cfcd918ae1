/**
 * The commands: their options, rendering for people and machines, exit codes.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>the table of commands: {@link Cli}; each is a class {@code ...Command}, which asks {@link Session} for a {@link Machine}
 *   <li>what a command shows: {@code ...Text} for people, {@code ...Json} for programs, of the same values, such as {@link Roster}
 *       and {@link Standing}
 *   <li>how text looks: {@link Style}, {@link Columns}, {@link Progress}, {@link Count}, {@link Moment}
 *   <li>what is said of errors, and what to type next: {@link Mistakes}, {@link NextStep}
 * </ul>
 */
@NullMarked
package org.hubwarden.cli;

import org.jspecify.annotations.NullMarked;
