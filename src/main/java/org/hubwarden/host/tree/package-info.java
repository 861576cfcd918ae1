/**
 * The answers of a machine that does not run: nobody to ask over NSS, no visudo, no service supervisor.
 */
@NullMarked
package org.hubwarden.host.tree;

import org.jspecify.annotations.NullMarked;
