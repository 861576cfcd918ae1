package org.hubwarden.host.linux;

import org.hubwarden.host.Journal;

/** Writes entries to journald's own socket, for commands whose stderr is a person's terminal. */
public final class JournaldJournal implements Journal {

    private final DatagramSocket journald = new DatagramSocket("/run/systemd/journal/socket");

    @Override
    public void write(Priority priority, String message) {
        journald.send("MESSAGE=" + StderrJournal.escape(message) + "\nPRIORITY=" + priority.level()
                + "\nSYSLOG_IDENTIFIER=hubwarden\n");
    }
}
