@NullMarked
package org.hubwarden.host.linux.sweep;

import org.jspecify.annotations.NullMarked;
