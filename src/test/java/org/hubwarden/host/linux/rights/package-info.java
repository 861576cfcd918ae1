@NullMarked
package org.hubwarden.host.linux.rights;

import org.jspecify.annotations.NullMarked;
