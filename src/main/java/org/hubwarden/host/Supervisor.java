package org.hubwarden.host;

/** The service supervisor, told by sd_notify(3). Does nothing where there is none. Thread-safe; never throws. */
public interface Supervisor {

    /** Start-up is over: the first plan was made and published. */
    void ready();

    /** One line for {@code systemctl status}. */
    void status(String text);

    /** The loop is alive. */
    void watchdog();

    /** The daemon is about to end. */
    void stopping();
}
