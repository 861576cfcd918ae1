/**
 * The doors to the machine, as interfaces, and the values that pass through them. Adapters for a running machine are in
 * {@link org.hubwarden.host.linux}, answers of one that does not run in {@link org.hubwarden.host.tree}.
 */
@NullMarked
package org.hubwarden.host;

import org.jspecify.annotations.NullMarked;
