/** Tests of the whole: its architecture, its laws and its golden cases. */
@NullMarked
package org.hubwarden;

import org.jspecify.annotations.NullMarked;
