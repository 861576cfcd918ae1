@NullMarked
package org.hubwarden.host.linux.journal;

import org.jspecify.annotations.NullMarked;
