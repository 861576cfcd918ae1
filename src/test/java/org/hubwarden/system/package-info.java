/** System tests: the package on a real machine, which is a container with systemd as PID 1. See docs/testing.md. */
@NullMarked
package org.hubwarden.system;

import org.jspecify.annotations.NullMarked;
