/** How the account files are read. */
@NullMarked
package org.hubwarden.observed;

import org.jspecify.annotations.NullMarked;
