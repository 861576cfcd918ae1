/**
 * A first state file for a machine that has a hub already: from TLJH's configuration, from a running hub, or from accounts.
 * Values in, text out; no I/O.
 */
@NullMarked
package org.hubwarden.intake;

import org.jspecify.annotations.NullMarked;
