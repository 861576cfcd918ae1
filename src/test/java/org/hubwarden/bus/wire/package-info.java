@NullMarked
package org.hubwarden.bus.wire;

import org.jspecify.annotations.NullMarked;
