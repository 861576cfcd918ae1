@NullMarked
package org.hubwarden.host.linux.posix;

import org.jspecify.annotations.NullMarked;
