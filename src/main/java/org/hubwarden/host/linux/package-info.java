/**
 * The real adapters. Those that touch files take a root path, so that they serve {@code --root} as well.
 */
@NullMarked
package org.hubwarden.host.linux;

import org.jspecify.annotations.NullMarked;
