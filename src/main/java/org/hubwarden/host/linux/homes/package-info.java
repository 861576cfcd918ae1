/** Homes: looked at by the thousand, made aside and moved in whole. */
@NullMarked
package org.hubwarden.host.linux.homes;

import org.jspecify.annotations.NullMarked;
