@NullMarked
package org.hubwarden.bus;

import org.jspecify.annotations.NullMarked;
