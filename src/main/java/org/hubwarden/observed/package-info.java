/**
 * What the machine has: the account files parsed as glibc parses them and kept byte for byte, homes, sudoers drop-ins,
 * other sources of membership. No I/O: bytes come in from {@link org.hubwarden.host}.
 */
@NullMarked
package org.hubwarden.observed;

import org.jspecify.annotations.NullMarked;
