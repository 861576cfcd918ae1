/**
 * Who can become root, and why: {@link org.hubwarden.rights.RootAccess} judges what was seen of accounts, sudo's rules and files. No I/O,
 * no clock, no random.
 */
@NullMarked
package org.hubwarden.rights;

import org.jspecify.annotations.NullMarked;
