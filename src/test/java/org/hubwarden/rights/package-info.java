/** Tests of the judging of who can become root. */
@NullMarked
package org.hubwarden.rights;

import org.jspecify.annotations.NullMarked;
