@NullMarked
package org.hubwarden.host.linux.hub;

import org.jspecify.annotations.NullMarked;
