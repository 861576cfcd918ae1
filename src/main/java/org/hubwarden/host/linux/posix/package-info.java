/** System calls: files by descriptor, so that nobody can put a link in the way; names as bytes. It knows nothing of what is done with them. */
@NullMarked
package org.hubwarden.host.linux.posix;

import org.jspecify.annotations.NullMarked;
