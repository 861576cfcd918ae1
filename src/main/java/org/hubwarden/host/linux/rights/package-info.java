/** The rules of sudo, and what else on a machine gives root. */
@NullMarked
package org.hubwarden.host.linux.rights;

import org.jspecify.annotations.NullMarked;
