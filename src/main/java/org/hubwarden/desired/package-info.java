/**
 * What the state file asks for: from bytes to a {@link org.hubwarden.desired.DesiredState}, or to every
 * {@link org.hubwarden.desired.Problem} in it with line and column. No I/O.
 */
@NullMarked
package org.hubwarden.desired;

import org.jspecify.annotations.NullMarked;
