/**
 * The units of the running machine: systemd over D-Bus, and the files it reads. The only package that knows dbus-java.
 */
@NullMarked
package org.hubwarden.host.systemd;

import org.jspecify.annotations.NullMarked;
