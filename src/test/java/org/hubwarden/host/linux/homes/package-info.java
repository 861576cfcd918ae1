@NullMarked
package org.hubwarden.host.linux.homes;

import org.jspecify.annotations.NullMarked;
