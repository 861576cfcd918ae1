package org.hubwarden.host.linux.accounts;

import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Database;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.GshadowEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;

/**
 * The four account files as they were read last. As long as none of them changes, the same object is handed out, which tells
 * others that nothing did. Thread-safe.
 */
final class AccountFileMemory {

    private final RememberedAccountFile<PasswdEntry> passwd =
            new RememberedAccountFile<>(AccountFile.PASSWD, PasswdEntry::parse);
    private final RememberedAccountFile<GroupEntry> group =
            new RememberedAccountFile<>(AccountFile.GROUP, GroupEntry::parse);
    private final RememberedAccountFile<ShadowEntry> shadow =
            new RememberedAccountFile<>(AccountFile.SHADOW, ShadowEntry::parse);
    private final RememberedAccountFile<GshadowEntry> gshadow =
            new RememberedAccountFile<>(AccountFile.GSHADOW, GshadowEntry::parse);
    private Optional<Sight> last = Optional.empty();

    /** The files at one look. */
    record Sight(
            RememberedAccountFile.Known<PasswdEntry> passwd,
            RememberedAccountFile.Known<GroupEntry> group,
            RememberedAccountFile.Known<ShadowEntry> shadow,
            Optional<RememberedAccountFile.Known<GshadowEntry>> gshadow,
            AccountDatabases databases) {

        /** What is known of one; empty for a gshadow that is absent. */
        Optional<? extends RememberedAccountFile.Known<?>> of(AccountFile file) {
            return switch (file) {
                case PASSWD -> Optional.of(passwd);
                case GROUP -> Optional.of(group);
                case SHADOW -> Optional.of(shadow);
                case GSHADOW -> gshadow;
            };
        }
    }

    /** Looks at all four; reads those that are not as they were. */
    synchronized Sight read(Path etc) throws HostFailure {
        var accounts = passwd.read(etc).orElseThrow();
        var groups = group.read(etc).orElseThrow();
        var passwords = shadow.read(etc).orElseThrow();
        var groupPasswords = gshadow.read(etc);
        AccountDatabases databases = new AccountDatabases(
                accounts.database(),
                groups.database(),
                passwords.database(),
                groupPasswords.map(RememberedAccountFile.Known::database));
        Sight sight = new Sight(accounts, groups, passwords, groupPasswords, unlessSame(databases));
        last = Optional.of(sight);
        return sight;
    }

    private AccountDatabases unlessSame(AccountDatabases databases) {
        return last.map(Sight::databases).filter(databases::hasSameParts).orElse(databases);
    }

    /** Remembers what was written to one, and read back. */
    synchronized void wrote(AccountFile file, PathStat stat, AccountDatabases written) {
        switch (file) {
            case PASSWD -> passwd.wrote(stat, written.passwd());
            case GROUP -> group.wrote(stat, written.group());
            case SHADOW -> shadow.wrote(stat, written.shadow());
            case GSHADOW -> written.gshadow().ifPresent((Database<GshadowEntry> d) -> gshadow.wrote(stat, d));
        }
    }
}
