/**
 * Writes what the package holds for readers and their tools, from what the program itself knows: schema, manual pages, shell
 * completion. Runs in the build and is not in the package.
 */
@NullMarked
package org.hubwarden.manual;

import org.jspecify.annotations.NullMarked;
