package org.hubwarden.host.linux;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.observed.AccountDatabases;

/** The account files as they were read, those that exist. */
final class AccountFileContents {

    private static final long LIMIT = 256L << 20;
    private static final int ATTEMPTS = 5;

    private final Map<AccountFile, FileContent> byFile;

    private AccountFileContents(Map<AccountFile, FileContent> byFile) {
        this.byFile = byFile;
    }

    /** Reads and checks all four. */
    static AccountFileContents read(Path etc) throws HostFailure {
        Map<AccountFile, FileContent> byFile = new EnumMap<>(AccountFile.class);
        for (AccountFile file : AccountFile.values()) {
            readOne(etc, file).ifPresent(c -> byFile.put(file, c));
        }
        return new AccountFileContents(byFile);
    }

    /** Reads and checks one; empty when it is absent and may be. */
    static Optional<FileContent> readOne(Path etc, AccountFile file) throws HostFailure {
        Path path = etc.resolve(file.fileName());
        Optional<FileContent> content = FileContent.read(path, LIMIT, ATTEMPTS);
        if (content.isPresent()) {
            AccountFileCheck.check(file, path, content.get().bytes());
        } else if (!file.mayBeAbsent()) {
            throw AccountFileCheck.missing(path);
        }
        return content;
    }

    Optional<FileContent> of(AccountFile file) {
        return Optional.ofNullable(byFile.get(file));
    }

    AccountDatabases databases() {
        return AccountDatabases.parse(
                bytes(AccountFile.PASSWD),
                bytes(AccountFile.GROUP),
                bytes(AccountFile.SHADOW),
                of(AccountFile.GSHADOW).map(FileContent::bytes));
    }

    private byte[] bytes(AccountFile file) {
        return of(file).orElseThrow().bytes();
    }
}
