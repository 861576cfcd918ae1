/**
 * The words all packages share: names, ids and modes. Each value is checked when it is built, so that whoever holds one
 * may rely on it. No I/O.
 */
@NullMarked
package org.hubwarden.model;

import org.jspecify.annotations.NullMarked;
