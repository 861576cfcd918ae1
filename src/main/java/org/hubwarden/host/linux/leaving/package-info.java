/** What is done about one who leaves, or is no admin any more: processes, saved jobs, keys, the archive, set-group-id bits. */
@NullMarked
package org.hubwarden.host.linux.leaving;

import org.jspecify.annotations.NullMarked;
