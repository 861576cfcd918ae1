package org.hubwarden.host.tree;

import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sessions;
import org.hubwarden.observed.SessionsSight;

/** The sessions of a machine that does not run: whether there are any elsewhere cannot be said. */
public final class NoSessions implements Sessions {

    private static final String WHY = "a directory tree has no sessions";

    @Override
    public SessionsSight look() {
        return SessionsSight.unknown(WHY);
    }

    @Override
    public int tell(long uid, String text) throws HostFailure {
        throw new HostFailure(WHY);
    }

    @Override
    public void end(long uid) throws HostFailure {
        throw new HostFailure(WHY);
    }

    @Override
    public void linger(long uid, boolean wanted) throws HostFailure {
        throw new HostFailure(WHY);
    }

    @Override
    public void startManager(long uid) throws HostFailure {
        throw new HostFailure(WHY);
    }
}
