/** The account files, their locks, and the name service. */
@NullMarked
package org.hubwarden.host.linux.accounts;

import org.jspecify.annotations.NullMarked;
