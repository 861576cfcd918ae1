@NullMarked
package org.hubwarden.manual;

import org.jspecify.annotations.NullMarked;
