package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hubwarden.host.HostFailure;
import org.hubwarden.spec.AccountText;

/**
 * The last look before a home is removed: whoever packed it for hours, its user may be back. A pass may have looked before there was
 * an archive, and may be about to unlock the account; so it is looked between two passes. Each pass that comes later sees the archive.
 */
final class LockedAccount {

    private static final int UID = 2;
    private static final int SHELL = 6;

    /** It is tried again later, so it need not be right now. */
    private static final int ROUNDS = 10;

    private LockedAccount() {}

    /** Something done while no pass runs. */
    interface Deed {
        void run() throws IOException, HostFailure;
    }

    /** A look that may take long, and fails where the deed may not be done. */
    interface Look {
        void run() throws IOException, HostFailure, InterruptedException;
    }

    /**
     * Does it where the account is locked, right after such a look: where a pass has to be waited for, it is looked again after that.
     *
     * @param passes the file that each pass locks; where there is none, none runs
     * @param look no pass has to wait for it
     */
    static void between(Path passes, Path passwd, String uid, Look look, Deed deed)
            throws IOException, HostFailure, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            look.run();
            if (isDoneAtOnce(passes, passwd, uid, deed)) {
                return;
            }
        }
        throw new HostFailure("the home of uid " + uid + " stays for now, since one pass after another was under way");
    }

    /** False where a pass was under way; it is over then. */
    private static boolean isDoneAtOnce(Path passes, Path passwd, String uid, Deed deed)
            throws IOException, HostFailure {
        if (!Files.exists(passes)) {
            require(passwd, uid);
            deed.run();
            return true;
        }
        try (FileChannel channel = FileChannel.open(passes, StandardOpenOption.READ)) {
            try (FileLock held = channel.tryLock(0, Long.MAX_VALUE, true)) {
                if (held != null) {
                    require(passwd, uid);
                    deed.run();
                    return true;
                }
            }
            channel.lock(0, Long.MAX_VALUE, true).release();
            return false;
        }
    }

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
