@NullMarked
package org.hubwarden.inspect;

import org.jspecify.annotations.NullMarked;
