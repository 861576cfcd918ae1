/**
 * What we write, as text: lines of the account files and the sudoers drop-ins. No I/O.
 */
@NullMarked
package org.hubwarden.spec;

import org.jspecify.annotations.NullMarked;
