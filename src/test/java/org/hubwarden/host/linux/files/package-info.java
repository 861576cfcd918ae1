@NullMarked
package org.hubwarden.host.linux.files;

import org.jspecify.annotations.NullMarked;
