@NullMarked
package org.hubwarden.host.linux;

import org.jspecify.annotations.NullMarked;
