package org.hubwarden.host;

/** Runs programs apart from us, with rights of their own. */
public interface Errands {

    /** Runs one to its end. Never throws: what goes wrong is how it ended. */
    Errand.End run(Errand errand);
}
