package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From the hub of Debian 12's own package, which runs as root and lets people in with the machine's accounts, to one that is not root:
 * the steps of docs/jupyterhub.md, in their order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlainHubIT {

    private static final String TOKEN = "token-of-the-reader";

    /** The unit of the package names a configuration that the package has not. */
    private static final String PLAIN = """
            set -e
            for user in ada ben; do
                useradd -m -s /bin/bash $user
                echo "$user:pw-$user" | chpasswd
                echo "of $user" >/home/$user/work
            done
            ln -s /etc/shadow /home/ben/link
            chown ben: /home/ben/link -h
            usermod -aG sudo ada
            cat >/etc/jupyterhub/jupyterhub_config.py <<'END'
            c.JupyterHub.bind_url = "http://127.0.0.1:8000"
            c.Authenticator.admin_users = {"ada"}
            c.JupyterHub.services = [{"name": "reader", "api_token": "token-of-the-reader"}]
            c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["list:users"], "services": ["reader"]}]
            END
            mkdir -p /etc/systemd/system/jupyterhub.service.d
            printf '[Service]\nExecStart=\nExecStart=%s\n' \
                "/usr/bin/python3 -m jupyterhub.app -f /etc/jupyterhub/jupyterhub_config.py --upgrade-db" \
                >/etc/systemd/system/jupyterhub.service.d/configuration.conf
            systemctl daemon-reload
            systemctl enable --now jupyterhub
            """;

    @RegisterExtension
    static final Container machine = Container.debian("bookworm" + Container.WITH_HUB);

    private static RealHub plain;

    @BeforeAll
    static void start() throws IOException {
        machine.sh(PLAIN).orFail();
        machine.write("/root/token", TOKEN + "\n");
        plain = RealHub.asItIs(machine);
        assertEquals("ada\n", plain.sh("ada", "whoami"));
        assertEquals("ben\n", plain.sh("ben", "whoami"));
        machine.installPackage();
    }

    /** What nobody asked to have changed. */
    private static String theirs() {
        return machine.sh("getent passwd ada ben; getent shadow ada ben; id ada; id ben;"
                        + " find /home/ada /home/ben -not -path '*/.local*' -not -path '*/.ipython*' -not -path '*/.jupyter*'"
                        + " -printf '%p %u %m %s %l\\n' | sort; cat /home/ada/work")
                .orFail()
                .stdout();
    }

    @Test
    @Order(1)
    void checkSeesTheHubAndWhatIsWrongWithIt() {
        String before = theirs();
        Result check = machine.run("hubwarden", "check", "--json");
        assertEquals(2, check.exit(), check::toString);
        assertEquals(
                Set.of("shared-tmp", "open-home", "hub-root", "hub-admin", "no-account"),
                Set.copyOf(MovingInIT.findings(check)),
                check::toString);
        String text = machine.run("hubwarden", "check").stdout();
        for (String said : List.of(
                "a JupyterHub (jupyterhub.service, pid ",
                "; 2 accounts, 2 servers running.",
                "ada: jupyterhub.service, pid ",
                ", one /tmp with others",
                "ben: /home/ben, mode 0755",
                "ada: in /var/lib/jupyterhub/jupyterhub.sqlite; the account ada, uid ",
                "hubwarden import hub --token-file FILE --output /etc/hubwarden/state.yaml writes one")) {
            assertTrue(text.contains(said), said + "\n" + text);
        }
        assertEquals(before, theirs(), "check only looks");
    }

    @Test
    @Order(2)
    void thePlanOfAnImportMakesWhatCheckFoundMissingAndWhatEveryHubHas() {
        machine.run(
                        "hubwarden",
                        "import",
                        "hub",
                        "--token-file",
                        "/root/token",
                        "--output",
                        "/etc/hubwarden/state.yaml")
                .orFail();
        Result plan = machine.run("hubwarden", "plan");
        assertEquals(2, plan.exit(), plan::toString);
        assertEquals(
                List.of(
                        "group jupyterhub-admins",
                        "group jupyterhub-users",
                        "account jupyter-ada",
                        "account jupyter-ben",
                        "home /home/jupyter-ada",
                        "home /home/jupyter-ben",
                        "sudoers /etc/sudoers.d/jupyterhub-admins"),
                MovingInIT.changes(plan),
                plan::toString);
        machine.run("rm", "/etc/hubwarden/state.yaml").orFail();
    }

    @Test
    @Order(3)
    void theDocumentLeadsToAHubWithoutRootAndEverybodysWorkComesAlong() {
        String before = theirs();
        RealHub real = RealHub.byTheDocument(machine, RealHub.Beginning.PLAIN, "");
        real.password("ada", "ben");
        assertEquals(before, theirs(), "their own accounts stay as they were");
        assertEquals("jupyter-ada\nof ada\n", real.sh("ada", "whoami; cat ~/work"));
        assertEquals("0\n", real.sh("ada", "sudo -n id -u"));
        assertEquals("jupyter-ben\nof ben\n/etc/shadow\n", real.sh("ben", "whoami; cat ~/work; readlink ~/link"));
        assertEquals(
                "750 jupyter-ben\n",
                machine.run("stat", "-c", "%a %U", "/home/jupyter-ben").stdout());
        assertEquals(
                "jupyterhub\n",
                machine.sh("ps -o user= -p $(systemctl show -p MainPID --value jupyterhub)")
                        .stdout());
        assertEquals(
                "DropInPaths=\n",
                machine.run("systemctl", "show", "-p", "DropInPaths", "jupyterhub")
                        .stdout(),
                "it runs as the document says, and nothing of the old hub counts");
        assertNotEquals(0, machine.run("test", "-e", "/root/token").exit());
        List<String> left = MovingInIT.findings(machine.run("hubwarden", "check", "--json"));
        for (String cured : List.of("hub-root", "shared-tmp", "no-account")) {
            assertFalse(left.contains(cured), left::toString);
        }
    }
}
