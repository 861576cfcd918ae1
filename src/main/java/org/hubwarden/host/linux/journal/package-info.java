/** The journal: writing, reading, and who else tells the time of what is in it. */
@NullMarked
package org.hubwarden.host.linux.journal;

import org.jspecify.annotations.NullMarked;
