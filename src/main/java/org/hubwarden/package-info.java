/** Wires the packages together by hand; see {@link org.hubwarden.Main}. */
@NullMarked
package org.hubwarden;

import org.jspecify.annotations.NullMarked;
