package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
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

    /** Whoever knows which names they get can put something there before. */
    @Test
    void areClosedWhateverStandsInTheWay() throws Exception {
        Path real = Files.move(home.resolve(".ssh"), home.resolve("keys"));
        Files.createSymbolicLink(home.resolve(".ssh"), real);
        Files.createDirectories(home.resolve(".ssh.closed-by-hubwarden/full"));
        keys.close("/data/homes/jupyter-a", uid);
        assertFalse(keys.areOpen("/data/homes/jupyter-a", uid));
        assertFalse(Files.exists(home.resolve(".ssh"), LinkOption.NOFOLLOW_LINKS));
        keys.open("/data/homes/jupyter-a", uid);
        assertTrue(isOpen());
    }

    /** It is over once they are back, also where somebody wrote new ones meanwhile. */
    @Test
    void thatAreNewerStayAndNothingIsLeftToBeOpened() throws Exception {
        keys.close("/data/homes/jupyter-a", uid);
        Files.writeString(home.resolve(".ssh/authorized_keys"), "newer\n");
        keys.open("/data/homes/jupyter-a", uid);
        assertEquals("newer\n", Files.readString(home.resolve(".ssh/authorized_keys")));
        assertFalse(keys.areClosed("/data/homes/jupyter-a", uid));
        try (Stream<Path> files = Files.list(home.resolve(".ssh"))) {
            assertEquals(2, files.count(), "the older ones are kept");
        }
    }
}
