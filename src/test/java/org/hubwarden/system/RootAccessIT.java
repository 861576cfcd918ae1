package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to root is told with its place, on a real machine with sudo's own reader. */
class RootAccessIT {

    private static final String CLASS = "version: 1\nusers: [alice, bob]\nadmins:\n  dana:\n";

    private static final Container machine = Container.boot("bookworm");

    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, CLASS);
        hub.converge();
        machine.run("systemctl", "stop", "hubwarden").orFail();
        machine.run("useradd", "-m", "carl").orFail();
    }

    @AfterAll
    static void halt() {
        String left = access().stdout();
        machine.close();
        assertFalse(left.contains("beyond what the state file says") || left.contains("carl"), "closed again: " + left);
    }

    private static Result access() {
        return machine.run("hubwarden", "root-access");
    }

    /** The lines below an account. */
    private static String of(String account, String output) {
        StringBuilder lines = new StringBuilder();
        boolean theirs = false;
        for (String line : output.split("\n", -1)) {
            theirs = line.startsWith("  ") ? theirs : (line + " ").startsWith(account + " ");
            lines.append(theirs ? line + "\n" : "");
        }
        return lines.toString();
    }

    @Test
    void anUntouchedMachineHasRootAndTheAdmin() {
        Result said = access();
        assertEquals(0, said.exit(), said::toString);
        assertTrue(of("root", said.stdout()).contains("[/etc/passwd:1]"), said::toString);
        String dana = of("jupyter-dana", said.stdout());
        assertTrue(dana.contains("/etc/sudoers.d/jupyterhub-admins:2"), said::toString);
        assertTrue(dana.contains("in /etc/hubwarden/state.yaml:4"), said::toString);
        assertEquals(
                1,
                said.lines().stream().filter(line -> line.contains(", user ")).count(),
                said::toString);
        assertFalse(said.stdout().contains("beyond what the state file says"), said::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "toor | echo 'toor:x:0:0::/root:/bin/sh' >>/etc/passwd | sed -i /^toor/d /etc/passwd | /etc/passwd:",
                "jupyter-bob | usermod -aG docker jupyter-bob | gpasswd -d jupyter-bob docker | in the group docker",
                "jupyter-bob | usermod -g shadow jupyter-bob | usermod -g jupyter-bob jupyter-bob | in the group shadow",
                "jupyter-bob | runuser -u jupyter-bob -g jupyterhub-admins sleep 600 >/dev/null 2>&1 & until pgrep -u jupyter-bob sleep; do sleep 0.1; done | kill $(pgrep -u jupyter-bob sleep) | still has the group jupyterhub-admins",
                "carl | gpasswd -A carl sudo | gpasswd -A '' sudo | /etc/gshadow:",
                "carl | echo 'carl ALL = (root) /usr/bin/less' >>/etc/sudoers | sed -i /^carl/d /etc/sudoers | /etc/sudoers:",
                "jupyter-alice | echo 'jupyter-alice ALL = (jupyter-dana) ALL' >/etc/sudoers.d/z | rm /etc/sudoers.d/z | as jupyter-dana",
                "jupyter-alice | chown jupyter-alice /usr/bin/wall | chown root:tty /usr/bin/wall | can write /usr/bin/wall",
                "jupyter-alice | setfacl -m u:jupyter-alice:rw /etc/cron.daily/dpkg | setfacl -b /etc/cron.daily/dpkg | access control list",
                "every account | chmod o+w /usr/local/sbin | chmod o-w /usr/local/sbin | root's PATH",
                "jupyter-bob | install -D -o jupyter-bob /bin/true /opt/tool/run && printf '[Service]\\nExecStart=/opt/tool/run\\n' >/etc/systemd/system/tool.service | rm -r /opt/tool /etc/systemd/system/tool.service | started by /etc/systemd/system/tool.service",
                "jupyter-bob | install -D -o jupyter-bob /bin/true /opt/job && echo '1 1 * * * root /opt/job' >/etc/cron.d/job | rm /opt/job /etc/cron.d/job | in /etc/cron.d/job",
                "jupyter-bob | install -D -o jupyter-bob /dev/null /srv/hub/conf.py && printf '[Service]\\nUser=nobody\\nExecStart=/bin/jupyterhub -f /srv/hub/conf.py\\n' >/etc/systemd/system/hub.service | rm -r /srv/hub /etc/systemd/system/hub.service | /srv/hub/conf.py",
                "jupyter-alice | mkdir -p /etc/userdb && printf '{\"userName\":\"jupyter-alice\",\"groupName\":\"jupyterhub-admins\"}' >/etc/userdb/jupyter-alice:jupyterhub-admins.membership | rm -r /etc/userdb | /etc/userdb/jupyter-alice:jupyterhub-admins.membership",
            })
    void eachWayIsFoundAndGone(String account, String opened, String closed, String told) {
        machine.sh("getent group docker || groupadd -r docker").orFail();
        machine.sh(opened).orFail();
        Result with = access();
        machine.sh(closed).orFail();
        assertTrue(of(account, with.stdout()).contains(told), with::toString);
        assertTrue(of(account, with.stdout()).contains("not in the state file"), with::toString);
        boolean ours = account.startsWith("jupyter-") || account.startsWith("every");
        assertEquals(ours ? 2 : 0, with.exit(), with::toString);
    }

    @Test
    void whatAUserHasBeyondTheStateFileIsAFindingUntilItIsGone() {
        String wrong = "jupyter-alice can become root, and the state file does not say so: can write /usr/bin/wall";
        machine.sh("chown jupyter-alice /usr/bin/wall").orFail();
        hub.startService();
        hub.awaitShell("hubwarden apply; sleep 1; hubwarden status | grep -q '! .*" + wrong + "'");
        hub.pass();
        hub.pass();
        machine.run("journalctl", "--sync").orFail();
        assertEquals(
                "1\n",
                machine.sh("journalctl -q -o cat | grep -c '" + wrong + "'").stdout());
        machine.sh("chown root /usr/bin/wall").orFail();
        hub.awaitShell("hubwarden apply; sleep 1; ! hubwarden status | grep -q 'can become root'");
        machine.run("systemctl", "stop", "hubwarden").orFail();
    }

    @Test
    void withoutCvtsudoersItIsReadAndSaidToBeIncomplete() {
        machine.sh("mv /usr/bin/cvtsudoers /root/; echo 'User_Alias X = carl, !dave\nX ALL = ALL' >/etc/sudoers.d/z")
                .orFail();
        Result said = access();
        machine.sh("mv /root/cvtsudoers /usr/bin/; rm /etc/sudoers.d/z").orFail();
        assertTrue(of("carl", said.stdout()).contains("/etc/sudoers.d/z:2"), said::toString);
        assertTrue(of("jupyter-dana", said.stdout()).contains("state.yaml:4"), said::toString);
        assertTrue(said.stdout().contains("Incomplete: cvtsudoers is not installed"), said::toString);
        assertFalse(access().stdout().contains("Incomplete"), said::toString);
    }
}
