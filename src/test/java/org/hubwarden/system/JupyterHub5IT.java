package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
            chmod 0700 /opt/tljh/config /opt/tljh/state
            printf '#!/bin/sh\\nexec python3 -m jupyterhub -f /opt/tljh/config/hub.py\\n' >/opt/tljh/hub/bin/jupyterhub
            printf '#!/bin/sh\\nexec sleep infinity\\n' >/opt/tljh/hub/bin/traefik
            for unit in jupyterhub traefik; do
                chmod 0755 /opt/tljh/hub/bin/$unit
                printf '[Service]\\nWorkingDirectory=/opt/tljh/state\\nExecStart=/opt/tljh/hub/bin/%s\\n' $unit \
                    >/etc/systemd/system/$unit.service
                printf '[Install]\\nWantedBy=multi-user.target\\n' >>/etc/systemd/system/$unit.service
            done
            cat >/opt/tljh/config/hub.py <<'END'
            c.JupyterHub.bind_url = "http://127.0.0.1:8000"
            c.JupyterHub.hub_port = 15001
            c.JupyterHub.authenticator_class = "dummy"
            c.Authenticator.allow_all = True
            c.Authenticator.admin_users = {"dana"}
            c.JupyterHub.services = [{"name": "reader", "api_token": "token-of-the-reader"}]
            c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["list:users"], "services": ["reader"]}]
            END
            systemctl daemon-reload
            systemctl enable jupyterhub traefik
            systemctl restart jupyterhub traefik
            systemd-run --quiet --unit=jupyter-alice --uid=jupyter-alice --property=MemoryMax=1G sleep infinity
            """;

    private static String before = "";
    private static List<String> found = List.of();
    private static List<String> planned = List.of();

    @BeforeAll
    static void start() {
        machine.sh(TLJH).orFail();
        before = accounts();
        askTheHubThatIsThere();
        real = RealHub.byTheDocument(
                machine,
                RealHub.Beginning.TLJH,
                "c.Spawner.environment = {}\nc.Authenticator.auth_refresh_age = " + REFRESH + "\n");
        real.password("alice", "bob", "carol", "dana", "erin", "eve", "frank", "gina");
    }

    /** What check finds, and what would be done after an import from the hub; the machine stays as it was. */
    private static void askTheHubThatIsThere() {
        RealHub tljhs = RealHub.asItIs(machine);
        for (String user : List.of("alice", "bob", "dana", "erin")) {
            assertTrue(tljhs.browse(user, "page", "/hub/home").startsWith("200"), user);
        }
        machine.installPackage();
        machine.write("/root/token", "token-of-the-reader\n");
        found = MovingInIT.findings(machine.run("hubwarden", "check", "--json"));
        String file = "/etc/hubwarden/state.yaml";
        machine.run("hubwarden", "import", "hub", "--token-file", "/root/token", "--output", file)
                .orFail();
        planned = MovingInIT.changes(machine.run("hubwarden", "plan"));
        machine.run("rm", file).orFail();
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

    /** Erin is in the hub's database, and TLJH lets her in no more. */
    @Test
    void thePlanAfterAnImportFromTheHubChangesWhatCheckFoundAndNothingElse() {
        assertEquals(List.of("shared-tmp", "hub-root", "exempt-group"), found);
        assertEquals(List.of("unit file /etc/systemd/system/jupyter-.service.d/40-hubwarden.conf"), planned);
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
