package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is logged in, and whose programs run without a login.
 *
 * @param sessions that logind keeps, those that are closing included
 * @param managers uids of those for whom a systemd of their own runs
 * @param lingering names of those for whom one is started at boot
 * @param silence why that could not be asked; nothing is known then
 */
public record SessionsSight(
        List<Session> sessions, Set<Long> managers, Set<String> lingering, Optional<String> silence) {

    /** Nobody, and that is known. */
    public static final SessionsSight NONE = new SessionsSight(List.of(), Set.of(), Set.of(), Optional.empty());

    public SessionsSight {
        sessions = List.copyOf(sessions);
        managers = Set.copyOf(managers);
        lingering = Set.copyOf(lingering);
    }

    /** Nothing is known, for this reason. */
    public static SessionsSight unknown(String why) {
        return new SessionsSight(List.of(), Set.of(), Set.of(), Optional.of(why));
    }

    /** The sessions of one account. */
    public List<Session> of(long uid) {
        return sessions.stream().filter(session -> session.uid() == uid).toList();
    }
}
