@NullMarked
package org.hubwarden.host.linux.leaving;

import org.jspecify.annotations.NullMarked;
