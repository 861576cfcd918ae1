package org.hubwarden.bus;

import java.util.Optional;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.reconcile.Census;

/** Who may ask. Goes by the number of the user that the bus names, which the kernel told it. */
final class Callers {

    private static final long ROOT = 0;

    private final LastPass last;

    Callers(LastPass last) {
        this.last = last;
    }

    static boolean isRoot(long uid) {
        return uid == ROOT;
    }

    /** Refuses a caller who may not call that. */
    void check(long uid, Member member) throws Refusal {
        if (isRoot(uid)) {
            return;
        }
        if (!member.isForHub() || !isHub(uid)) {
            throw new Refusal(
                    Cause.NOT_ALLOWED,
                    member.isForHub()
                            ? member.text() + " is for root and for the hub's own user, and not for uid " + uid
                            : member.text() + " is for root only");
        }
    }

    /** A user of the hub is never the hub, whatever the account files say by now. */
    private boolean isHub(long uid) throws Refusal {
        Census census = last.census();
        Optional<Long> hub = census.hubUid();
        return hub.filter(number -> number == uid).isPresent() && !census.isOurs(uid);
    }
}
