/** What the hub has and gets: its own state, the files of its servers, what it is told. */
@NullMarked
package org.hubwarden.host.linux.hub;

import org.jspecify.annotations.NullMarked;
