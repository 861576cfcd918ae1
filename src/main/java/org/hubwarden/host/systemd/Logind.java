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

    /** What it says of an account that is not logged in; and the bus, where there is no logind, and so nobody is. */
    private static final Set<String> NOBODY = Set.of(
            NAME + ".NoSuchUser",
            NAME + ".NoUserForPID",
            NAME + ".NoSuchSession",
            "org.freedesktop.DBus.Error.ServiceUnknown",
            "org.freedesktop.systemd1.NoSuchUnit",
            "org.freedesktop.systemd1.UnitMasked");

    private final Bus bus;

    Logind(Bus bus) {
        this.bus = bus;
    }

    List<Session> sessions() throws BusFault {
        Answer answer = call("ListSessions", "");
        List<?> lines = isNobody(answer) ? List.of() : Systemd.values(answer).first(List.class);
        return lines.stream().map(Logind::session).toList();
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
        if (!isNobody(answer)) {
            Systemd.values(answer);
        }
    }

    private static boolean isNobody(Answer answer) {
        return answer instanceof Answer.Refused refused && NOBODY.contains(refused.name());
    }

    private Answer call(String method, String signature, Object... arguments) throws BusFault {
        return bus.call(NAME, new Call(PATH, FACE, method, signature, List.of(arguments)), Bus.LIMIT);
    }
}
