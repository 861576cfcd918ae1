package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The JupyterHub of Debian 13, which is two versions younger, with JupyterLab: what {@link JupyterHubIT} shows, in the main. */
class JupyterHub5IT {

    private static final String STATE = """
            version: 1
            users: [alice, bob%s]
            admins: [dana%s]
            hub: {spawner: hubwarden}
            """;

    @RegisterExtension
    static final Container machine = Container.debian("trixie" + Container.WITH_HUB);

    private static RealHub real;

    @BeforeAll
    static void start() {
        real = RealHub.byTheDocument(machine, "c.Spawner.environment = {}\n");
        real.password("alice", "bob", "carol", "dana", "erin", "eve");
    }

    @Test
    void whoIsNotListedIsToldSo() {
        assertTrue(real.browse("eve", "login").contains("eve is not among the users of this hub."));
    }

    @Test
    void aServerIsTheUsersOwn() {
        assertEquals("jupyter-alice\n", real.sh("alice", "whoami; echo alices >/tmp/secret"));
        assertEquals("", real.sh("bob", "cat /tmp/secret"));
        String terminal = real.browse("dana", "terminal", "sudo -n id -u");
        assertTrue(terminal.contains("0\r\nend-of-it"), terminal);
        assertFalse(real.sh("bob", "sudo -n id -u").equals("0\n"));
    }

    /** That a demoted admin is none in this hub's own database either is not shown, and was seen to fail. */
    @Test
    void whoIsRemovedIsGoneFromTheHub() {
        Hub hub = real.hub();
        hub.converge(STATE.formatted(", carol", ", erin"));
        assertEquals("jupyter-carol\n", real.sh("carol", "whoami"));
        assertTrue(real.browse("erin", "hub", "GET", "/users/carol").contains("\"name\": \"carol\""));
        hub.converge(STATE.formatted("", ", erin"));
        hub.await(
                "carol is gone",
                () -> real.browse("dana", "hub", "GET", "/users/carol").startsWith("404"));
        assertFalse(real.property("carol", "ActiveState").equals("active"));
        assertTrue(real.browse("carol", "login").contains("carol is not among the users of this hub."));
    }

    @Test
    void thePartsInPythonDoWhatTheirTestsSay() {
        real.testPython();
    }
}
