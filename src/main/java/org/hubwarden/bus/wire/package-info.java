/**
 * D-Bus as bytes: messages, how they are read and written, and a connection to the system bus. No opinion on what is said, and no
 * reflection: what a message asks for is looked up in a table by its reader.
 */
@NullMarked
package org.hubwarden.bus.wire;

import org.jspecify.annotations.NullMarked;
