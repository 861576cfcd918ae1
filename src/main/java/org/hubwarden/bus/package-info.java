/**
 * Our service on the system bus, {@code org.hubwarden1}: what the hub may ask for, what root may, and who that is. And its client,
 * for commands. Says yes only to what the last pass left in order; the state file decides, never the caller.
 */
@NullMarked
package org.hubwarden.bus;

import org.jspecify.annotations.NullMarked;
