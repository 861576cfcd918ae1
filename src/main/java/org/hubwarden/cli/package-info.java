/**
 * The commands: their options, rendering for people and machines, exit codes.
 */
@NullMarked
package org.hubwarden.cli;

import org.jspecify.annotations.NullMarked;
