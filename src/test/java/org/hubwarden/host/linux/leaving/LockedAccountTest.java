package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hubwarden.host.HostFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home is removed only while its account is locked. */
class LockedAccountTest {

    @TempDir
    Path directory;

    private Path passwd(String shell) throws Exception {
        return Files.writeString(
                directory.resolve("passwd"),
                "# broken\nroot:x:0:0::/root:/bin/bash\njupyter-ann:x:1001:1001::/home/jupyter-ann:" + shell + "\n");
    }

    @Test
    void whoIsLockedOrGoneHasNoUseForIt() throws Exception {
        Path locked = passwd("/usr/sbin/nologin");
        assertDoesNotThrow(() -> LockedAccount.require(locked, "1001"));
        assertDoesNotThrow(() -> LockedAccount.require(locked, "1002"));
    }

    @Test
    void whoIsBackKeepsIt() throws Exception {
        Path back = passwd("/bin/bash");
        assertEquals(
                "the home of jupyter-ann stays, since the account is in use again",
                assertThrows(HostFailure.class, () -> LockedAccount.require(back, "1001"))
                        .sentence());
    }
}
