package org.hubwarden.host.systemd;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns dbus-java's loggers down. What matters of it we say ourselves: a bus that restarts is no error. */
final class QuietLibrary {

    /** Held, since a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS = List.of(
            at("org.freedesktop.dbus", Level.SEVERE),
            at("org.freedesktop.dbus.connections.base.IncomingMessageThread", Level.OFF));

    private QuietLibrary() {}

    /** For the life of the process. */
    static boolean quiet() {
        return !LOGGERS.isEmpty();
    }

    private static Logger at(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        return logger;
    }
}
