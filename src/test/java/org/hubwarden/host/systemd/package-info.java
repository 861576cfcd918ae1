/** The bus and systemd, met for real: what runs inside a container, and the tests that run it there. */
@NullMarked
package org.hubwarden.host.systemd;

import org.jspecify.annotations.NullMarked;
