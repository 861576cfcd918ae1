/** The words all packages share. */
@NullMarked
package org.hubwarden.model;

import org.jspecify.annotations.NullMarked;
