/**
 * What a look at a machine with a JupyterHub sees beyond what a pass looks at: the hub, its users' processes, the files of The
 * Littlest JupyterHub (TLJH). Values, and the readers of their files. No I/O.
 */
@NullMarked
package org.hubwarden.observed.hub;

import org.jspecify.annotations.NullMarked;
