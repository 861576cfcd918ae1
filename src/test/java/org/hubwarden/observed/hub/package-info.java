@NullMarked
package org.hubwarden.observed.hub;

import org.jspecify.annotations.NullMarked;
