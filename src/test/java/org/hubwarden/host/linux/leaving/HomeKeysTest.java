package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hubwarden.host.linux.files.Root;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in homes, wherever sshd would find them. */
class HomeKeysTest {

    @TempDir
    Path directory;

    private Path home;
    private long uid;
    private HomeKeys keys;

    @BeforeEach
    void plant() throws Exception {
        home = Files.createDirectories(directory.resolve("data/homes/jupyter-a"));
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/authorized_keys"), "ssh-ed25519 AAAA\n");
        uid = ((Integer) Files.getAttribute(home, "unix:uid")).longValue();
        keys = new HomeKeys(new Root(directory.toRealPath()));
    }

    private boolean isOpen() {
        return Files.exists(home.resolve(".ssh/authorized_keys"));
    }

    @Test
    void areClosedAndOpenedAlsoWhereALinkLeadsToTheHomes() throws Exception {
        Files.createSymbolicLink(directory.resolve("home"), Path.of("/data/homes"));
        assertTrue(keys.areOpen("/home/jupyter-a", uid));
        keys.close("/home/jupyter-a", uid);
        assertFalse(isOpen());
        assertFalse(keys.areOpen("/home/jupyter-a", uid));
        assertTrue(keys.areClosed("/home/jupyter-a", uid));
        keys.open("/home/jupyter-a", uid);
        assertTrue(isOpen());
    }

    @Test
    void ofAHomeThatIsALinkItselfAreLeftAlone() throws Exception {
        Files.createDirectory(directory.resolve("home"));
        Files.createSymbolicLink(directory.resolve("home/jupyter-b"), home);
        assertFalse(keys.areOpen("/home/jupyter-b", uid));
        keys.close("/home/jupyter-b", uid);
        assertTrue(isOpen());
    }
}
