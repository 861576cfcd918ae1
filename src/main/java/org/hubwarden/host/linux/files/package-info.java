/** Files by path below a root, written so that a crash leaves the old or the new; what has been read and is as it was. */
@NullMarked
package org.hubwarden.host.linux.files;

import org.jspecify.annotations.NullMarked;
