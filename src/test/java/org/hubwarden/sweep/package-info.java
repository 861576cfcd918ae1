/** Tests of baselines and of what differences mean. */
@NullMarked
package org.hubwarden.sweep;

import org.jspecify.annotations.NullMarked;
