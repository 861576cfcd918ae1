package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The JupyterHub of Debian 13, which is two versions younger, with JupyterLab: what {@link JupyterHubIT} shows, in the main. On a machine
 * that had a TLJH, as its documents describe one.
 */
class JupyterHub5IT {

    private static final String STATE = """
            version: 1
            users: [alice, bob, frank, gina%s]
            admins: [dana%s]
            hub: {naming: tljh, spawner: hubwarden, command: [/opt/tljh/user/bin/jupyterhub-singleuser]}
            offboarding: {grace: 0}
            """;

    @RegisterExtension
    static final Container machine = Container.debian("trixie" + Container.WITH_HUB);

    /** Seconds after which the hub itself looks again. */
    private static final int REFRESH = 5;

    private static RealHub real;

    private static final String TLJH = """
            set -e
            groupadd jupyterhub-admins
            groupadd jupyterhub-users
            for user in alice bob dana; do
                useradd -m -s /bin/bash -G jupyterhub-users jupyter-$user
                chmod o-rwx /home/jupyter-$user
            done
            gpasswd -a jupyter-dana jupyterhub-admins
            echo alices >/home/jupyter-alice/work
            printf '%%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\\nDefaults exempt_group = jupyterhub-admins\\n' \
                >/etc/sudoers.d/jupyterhub-admins
            chmod 0440 /etc/sudoers.d/jupyterhub-admins
            mkdir -p /opt/tljh/config /opt/tljh/hub/bin /opt/tljh/state /opt/tljh/user/bin
            printf 'users: {allowed: [alice, bob], admin: [dana]}\\n' >/opt/tljh/config/config.yaml
            ln -s /usr/bin/jupyterhub-singleuser /opt/tljh/user/bin/
            for unit in jupyterhub traefik; do
                printf '#!/bin/sh\\nsleep infinity\\n' >/opt/tljh/hub/bin/$unit
                chmod 0755 /opt/tljh/hub/bin/$unit
                printf '[Service]\\nExecStart=/opt/tljh/hub/bin/%s\\n[Install]\\nWantedBy=multi-user.target\\n' $unit \
                    >/etc/systemd/system/$unit.service
            done
            systemctl daemon-reload
            systemctl enable jupyterhub traefik
            systemctl restart jupyterhub traefik
            systemd-run --quiet --unit=jupyter-alice --uid=jupyter-alice sleep infinity
            """;

    private static String before = "";

    @BeforeAll
    static void start() {
        machine.sh(TLJH).orFail();
        before = accounts();
        real = RealHub.byTheDocument(
                machine,
                RealHub.Beginning.TLJH,
                "c.Spawner.environment = {}\nc.Authenticator.auth_refresh_age = " + REFRESH + "\n");
        real.password("alice", "bob", "carol", "dana", "erin", "eve", "frank", "gina");
    }

    private static String accounts() {
        return machine.sh("getent passwd jupyter-alice jupyter-bob jupyter-dana")
                .orFail()
                .stdout();
    }

    @Test
    void whoCameFromTljhKeepsAccountAndWork() {
        assertEquals(before, accounts());
        assertEquals("alices\n", real.sh("alice", "cat ~/work"));
        assertEquals(
                "jupyterhub\n",
                machine.sh("ps -o user= -p $(systemctl show -p MainPID --value jupyterhub)")
                        .stdout());
        machine.sh("! pgrep -f [/]opt/tljh/hub/bin && ! systemctl is-active jupyter-alice.service traefik")
                .orFail();
        assertTrue(machine.sh("systemctl show -p ExecStart --value jupyter@alice")
                .stdout()
                .contains("/opt/tljh/user/bin"));
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
        real.tokensAreUnreadable("alice", "bob");
    }

    @Test
    void aServerOutlivesHubAndDaemon() {
        assertEquals("", real.browse("alice", "kernel", "kept = 42"));
        String pid = real.pidOf("alice");
        machine.run("systemctl", "restart", "jupyterhub", "hubwarden").orFail();
        real.awaitUp();
        assertEquals("42\n", real.browse("alice", "kernel", "print(kept)"));
        assertEquals(pid, real.pidOf("alice"));
    }

    /** This hub lets nobody but admins change an admin; its service is one. */
    @Test
    void whoIsDemotedIsNoAdminInTheHub() {
        Hub hub = real.hub();
        hub.converge(STATE.formatted("", ", frank"));
        assertEquals("0\n", real.sh("frank", "sudo -n id -u"));
        assertTrue(real.browse("dana", "hub", "GET", "/users/frank").contains("\"admin\": true"));
        hub.converge(STATE.formatted("", ""));
        hub.await(
                "frank is a user",
                () -> real.browse("dana", "hub", "GET", "/users/frank").contains("\"admin\": false"));
        assertTrue(real.browse("frank", "hub", "GET", "/users").startsWith("403"), "what admins may");
    }

    @Test
    void theHubFindsOutByItselfWhoIsNoAdminAnyMore() {
        Hub hub = real.hub();
        hub.converge(STATE.formatted("", ", gina"));
        real.withoutItsService(() -> {
            Background gina = real.browsing("gina", "while", "GET", "/users");
            hub.await("gina is in", () -> gina.stdout().contains("in\n"));
            hub.converge(STATE.formatted("", ""));
            assertTrue(gina.await(Container.PATIENCE).stdout().contains("403"), gina::stdout);
            String row = real.browse("dana", "hub", "GET", "/users/gina");
            assertTrue(row.contains("\"admin\": false"), row);
        });
    }

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
