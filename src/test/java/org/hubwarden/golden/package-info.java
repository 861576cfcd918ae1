/** Whole situations, each a folder: what was there, what is asked for, what is planned and what is there afterwards. */
@NullMarked
package org.hubwarden.golden;

import org.jspecify.annotations.NullMarked;
