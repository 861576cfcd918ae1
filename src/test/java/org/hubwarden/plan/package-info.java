/** The decisions one by one. */
@NullMarked
package org.hubwarden.plan;

import org.jspecify.annotations.NullMarked;
