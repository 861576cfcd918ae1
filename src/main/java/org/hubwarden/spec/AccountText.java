package org.hubwarden.spec;

import org.hubwarden.model.HubName;

/** What the fields of our accounts hold in passwd(5) and shadow(5). */
public final class AccountText {

    /** In passwd: the password is in shadow. */
    public static final String SHADOWED = "x";

    /** In shadow: no password opens this account, ever. */
    public static final String NO_PASSWORD = "!";

    /** The day, since 1970, on which a locked account expired: any that is past; 1 is what usermod(8) proposes. */
    public static final String EXPIRED = "1";

    /** The shell of a locked account. */
    public static final String NOLOGIN = "/usr/sbin/nologin";

    private AccountText() {}

    /** The full name of an account. */
    public static String gecos(HubName hub) {
        return "JupyterHub user " + hub;
    }
}
