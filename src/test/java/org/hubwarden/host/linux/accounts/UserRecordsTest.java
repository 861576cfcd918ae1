package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When nss-systemd need not be asked who is in a group. */
class UserRecordsTest {

    private static final Set<String> ADMINS = Set.of("jupyterhub-admins", "3001");

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void systemdAlone() throws IOException {
        write("run/systemd/userdb/io.systemd.DynamicUser");
    }

    private void write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private boolean mayTell(Set<String> group) {
        return new UserRecords(root).mayTellMembers(group);
    }

    @Test
    void systemdItselfHasNobodyInAGroup() throws IOException {
        assertFalse(mayTell(ADMINS));
        Files.createDirectories(root.resolve("etc/userdb"));
        assertFalse(mayTell(ADMINS), "a directory of records without any");
    }

    @Test
    void anotherServiceMay() throws IOException {
        write("run/systemd/userdb/io.systemd.Machine");
        assertTrue(mayTell(ADMINS));
    }

    @Test
    void aRecordMay() throws IOException {
        for (String directory : UserRecords.DIRECTORIES) {
            write(directory + "/x.user");
            assertTrue(mayTell(ADMINS), directory);
            Files.delete(root.resolve(directory + "/x.user"));
        }
        assertFalse(mayTell(ADMINS));
    }

    @Test
    void aDynamicUserHasAGroupOfItsOwnNumber() {
        assertTrue(mayTell(Set.of("jupyterhub-admins", "61184")));
        assertTrue(mayTell(Set.of("jupyterhub-admins", "65519")));
        assertFalse(mayTell(Set.of("jupyterhub-admins", "61183", "65520")));
    }

    @Test
    void whatCannotBeLookedAtMay() throws IOException {
        Files.delete(root.resolve("run/systemd/userdb/io.systemd.DynamicUser"));
        assertTrue(mayTell(ADMINS), "no service is there, so nothing is known of them");
        write("run/systemd/userdb/io.systemd.DynamicUser");
        write("usr/lib/userdb");
        assertTrue(mayTell(ADMINS), "no directory");
    }
}
