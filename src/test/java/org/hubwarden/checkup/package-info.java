@NullMarked
package org.hubwarden.checkup;

import org.jspecify.annotations.NullMarked;
