/** Judges a machine with a JupyterHub as it is found: values in, findings out. No I/O. */
@NullMarked
package org.hubwarden.checkup;

import org.jspecify.annotations.NullMarked;
