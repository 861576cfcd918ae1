/**
 * The doing: carries a plan out through the doors, in the order that never leaves more rights than before or after, and
 * hands each outcome to a consumer as it happens.
 */
@NullMarked
package org.hubwarden.apply;

import org.jspecify.annotations.NullMarked;
