/** Laws that every pass obeys, tried on generated machines. A simulated machine carries plans out; nothing real is touched. */
@NullMarked
package org.hubwarden.laws;

import org.jspecify.annotations.NullMarked;
