package org.hubwarden.host.linux.accounts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Database;

/** The account files, in the order in which they are written: an account that a reader finds in passwd is complete. */
public enum AccountFile {
    GROUP,
    GSHADOW,
    SHADOW,
    PASSWD;

    /** The order of useradd(8). The fcntl lock comes before all of them. */
    public static final List<AccountFile> LOCK_ORDER = List.of(PASSWD, SHADOW, GROUP, GSHADOW);

    /** Its name in {@code /etc}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a machine may do without it. */
    public boolean mayBeAbsent() {
        return this == GSHADOW;
    }

    /** Its content; none for a gshadow that is absent. */
    public Optional<? extends Database<?>> database(AccountDatabases databases) {
        return switch (this) {
            case GROUP -> Optional.of(databases.group());
            case GSHADOW -> databases.gshadow();
            case SHADOW -> Optional.of(databases.shadow());
            case PASSWD -> Optional.of(databases.passwd());
        };
    }
}
