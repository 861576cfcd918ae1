/**
 * When: one pass along the line, and the loop that starts passes.
 */
@NullMarked
package org.hubwarden.reconcile;

import org.jspecify.annotations.NullMarked;
