package org.hubwarden.host.systemd;

import java.util.List;
import java.util.Set;
import org.freedesktop.dbus.types.UInt32;
import org.hubwarden.observed.Session;

/** What logind can be asked and told; see org.freedesktop.login1(5). The bus lets nobody but root have its name. */
final class Logind {

    private static final String NAME = "org.freedesktop.login1";
    private static final String PATH = "/org/freedesktop/login1";
    private static final String FACE = "org.freedesktop.login1.Manager";

    /** What it says of an account that is not logged in, or of a session that is over. */
    private static final Set<String> NOBODY =
            Set.of(NAME + ".NoSuchUser", NAME + ".NoUserForPID", NAME + ".NoSuchSession");

    private final Bus bus;

    Logind(Bus bus) {
        this.bus = bus;
    }

    List<Session> sessions() throws BusFault {
        Answer.Values answer = Systemd.values(call("ListSessions", ""));
        return ((List<?>) answer.first(List.class))
                .stream().map(Logind::session).toList();
    }

    /** A line of the list: its name, uid, name of the account, seat, path. */
    private static Session session(Object line) {
        List<?> fields = line instanceof Object[] array ? List.of(array) : (List<?>) line;
        return new Session(String.valueOf(fields.get(0)), ((Number) fields.get(1)).longValue());
    }

    /** Asks all that runs in an account's sessions, and its own systemd, to end. Does not wait. */
    void terminate(long uid) throws BusFault {
        unlessNobody(call("TerminateUser", "u", new UInt32(uid)));
    }

    /** Sends a signal to all of that. */
    void kill(long uid, int signal) throws BusFault {
        unlessNobody(call("KillUser", "ui", new UInt32(uid), signal));
    }

    void linger(long uid, boolean wanted) throws BusFault {
        Systemd.values(call("SetUserLinger", "ubb", new UInt32(uid), wanted, false));
    }

    private static void unlessNobody(Answer answer) throws BusFault {
        boolean isNobody = answer instanceof Answer.Refused refused && NOBODY.contains(refused.name());
        if (!isNobody) {
            Systemd.values(answer);
        }
    }

    private Answer call(String method, String signature, Object... arguments) throws BusFault {
        return bus.call(NAME, new Call(PATH, FACE, method, signature, List.of(arguments)), Bus.LIMIT);
    }
}
