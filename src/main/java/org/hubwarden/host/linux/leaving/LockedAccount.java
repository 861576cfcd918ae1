package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hubwarden.host.HostFailure;
import org.hubwarden.spec.AccountText;

/** The last look before a home is removed: whoever packed it for hours, its user may be back. */
final class LockedAccount {

    private static final int UID = 2;
    private static final int SHELL = 6;

    private LockedAccount() {}

    /** Fails where an account with this uid has a shell again. */
    static void require(Path passwd, String uid) throws IOException, HostFailure {
        for (String line : Files.readAllLines(passwd, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.split(":", -1);
            if (fields.length > SHELL && fields[UID].equals(uid) && !fields[SHELL].equals(AccountText.NOLOGIN)) {
                throw new HostFailure("the home of " + fields[0] + " stays, since the account is in use again");
            }
        }
    }
}
