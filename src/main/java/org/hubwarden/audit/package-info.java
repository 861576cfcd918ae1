/**
 * What is told: the one sentence for each change, and the trail of what was done.
 */
@NullMarked
package org.hubwarden.audit;

import org.jspecify.annotations.NullMarked;
