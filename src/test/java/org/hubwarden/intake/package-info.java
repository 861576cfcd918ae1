@NullMarked
package org.hubwarden.intake;

import org.jspecify.annotations.NullMarked;
