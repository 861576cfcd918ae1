@NullMarked
package org.hubwarden.observed;

import org.jspecify.annotations.NullMarked;
