/** Everything that gives root back, read as a stream, and kept as a baseline. */
@NullMarked
package org.hubwarden.host.linux.sweep;

import org.jspecify.annotations.NullMarked;
