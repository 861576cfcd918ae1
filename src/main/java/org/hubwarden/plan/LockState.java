package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;
import org.hubwarden.spec.AccountText;

/**
 * The three things that lock an account, as its lines have them.
 *
 * @param shadowed whether the password is in shadow, where it belongs
 * @param password the field that decides, wherever it is
 * @param expire as in shadow(5)
 */
record LockState(boolean shadowed, String password, String expire, String shell) {

    private static final String BAR = "!";

    static LockState of(Survey survey, PasswdEntry entry) {
        Optional<ShadowEntry> shadow = survey.accounts().shadow().find(entry.name());
        boolean inShadow = entry.password().equals(AccountText.SHADOWED);
        boolean elsewhere = !inShadow && !entry.password().isEmpty();
        String password =
                elsewhere ? entry.password() : shadow.map(ShadowEntry::password).orElse(AccountText.NO_PASSWORD);
        return new LockState(
                inShadow && shadow.isPresent(),
                password,
                shadow.map(ShadowEntry::expire).orElse(""),
                entry.shell());
    }

    /** All three: any one alone lets something in. */
    boolean isLocked() {
        return shadowed && isBarred() && expire.equals(AccountText.EXPIRED) && shell.equals(AccountText.NOLOGIN);
    }

    /** Whether nothing is left of the lock. */
    boolean isAsBefore(LockedFrom before) {
        boolean barredByUs = before.prefixed() && isBarred() && password.length() > BAR.length();
        return !barredByUs && expire.equals(before.expire()) && shell.equals(before.shell());
    }

    /**
     * What is to be remembered. What is remembered already stays: the lines of a locked account no longer tell it, and a
     * password that somebody set meanwhile must not open the account on its return.
     */
    LockedFrom remembered(Optional<LockedFrom> already) {
        return already.orElseGet(() -> new LockedFrom(shell, expire, !isBarred()));
    }

    private boolean isBarred() {
        return password.startsWith(BAR);
    }
}
