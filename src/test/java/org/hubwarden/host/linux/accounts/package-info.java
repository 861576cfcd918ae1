@NullMarked
package org.hubwarden.host.linux.accounts;

import org.jspecify.annotations.NullMarked;
