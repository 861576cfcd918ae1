package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine that The Littlest JupyterHub has populated: taken over only as far as somebody said so. */
class TakeOverIT {

    private static final String TLJH = """
            set -e
            groupadd jupyterhub-admins
            groupadd jupyterhub-users
            for user in ada ben; do useradd -m -s /bin/bash -G jupyterhub-users jupyter-$user; chmod 700 /home/jupyter-$user; done
            useradd -m mallory
            gpasswd -a jupyter-ada jupyterhub-admins
            gpasswd -a mallory jupyterhub-admins
            printf '%%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\\nDefaults exempt_group = jupyterhub-admins\\n' \\
                >/etc/sudoers.d/jupyterhub-admins
            echo notebook >/home/jupyter-ada/work.ipynb

            useradd -m -u 900 jupyter-low
            useradd -m -N -g users jupyter-shared
            useradd -m -d /srv/far jupyter-far
            useradd -m jupyter-robbed; chown root /home/jupyter-robbed
            """;

    private static final String CLASS = """
            version: 1
            hub: {naming: tljh}
            users:
              ben: {adopt: true}
              low: {adopt: true}
              shared: {adopt: true}
              far: {adopt: true}
              robbed: {adopt: true}
              abcdefghijklmnopqr:
            admins:
              ada: {adopt: true}
            """;

    private static final String ADOPTING =
            CLASS + "groups: {jupyterhub-admins: {adopt: true}, jupyterhub-users: {adopt: true}}\n";

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;
    private static String before = "";

    @BeforeAll
    static void start() {
        machine.sh(TLJH).orFail();
        assertTrue(new Hub(machine).hasRoot("mallory"), "what we take over is as open as it is meant to be");
        before = odd();
        hub = Hub.start(machine, CLASS);
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static String odd() {
        return machine.sh("grep -hE '^jupyter-(low|shared|far|robbed):' /etc/passwd /etc/shadow; id jupyter-far;"
                        + " stat -c '%a %u %g' /home/jupyter-low /home/jupyter-robbed /srv/far")
                .orFail()
                .stdout();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "low | its uid 900 is outside 1000",
                "shared | its primary group 100 is not a group of its own",
                "far | its home is \"/srv/far\" and should be /home/jupyter-far",
                "robbed | its home /home/jupyter-robbed is owned by uid 0; give it to ",
            })
    void anAccountThatDoesNotFitIsLeftAsItIs(String user, String said) {
        String plan = hub.plan().stdout();
        assertTrue(plan.contains("the account jupyter-" + user + " is not adopted: " + said), plan);
        assertEquals(before, odd());
        assertEquals(1, machine.run("hubwarden", "whois", "jupyter-" + user).exit());
    }

    @Test
    void namesAreCutAsItsCodeDoes() {
        hub.awaitShell("id jupyter-abcdefghijklmnopqr-e375e");
        assertNotEquals(0, machine.run("id", "jupyter-abcdefghijklmnopqr").exit());
    }

    @Test
    void itsGroupsAreUsedOnlyWhenSaidAndTheAdminsOnlyWithoutStrangers() {
        String plan = hub.plan().stdout();
        assertTrue(plan.contains("write \"jupyterhub-admins: {adopt: true}\" under groups"), plan);
        assertTrue(plan.contains("write \"jupyterhub-users: {adopt: true}\" under groups"), plan);

        String gid = machine.sh("getent group jupyterhub-admins | cut -d: -f3").stdout();
        hub.write(ADOPTING);
        hub.await("mallory is named", () -> hub.journal().contains("primary group: mallory; list them, or take"));
        assertTrue(machine.run("id", "-nG", "mallory").stdout().contains("jupyterhub-admins"), "left to people");

        machine.run("gpasswd", "-d", "mallory", "jupyterhub-admins").orFail();
        hub.converge();
        assertEquals(
                gid, machine.sh("getent group jupyterhub-admins | cut -d: -f3").stdout());
        assertTrue(hub.hasRoot("jupyter-ada"));
        assertFalse(hub.hasRoot("jupyter-ben"));
        assertFalse(hub.hasRoot("mallory"));
        assertEquals(
                "440 root root\n",
                machine.run("stat", "-c", "%a %U %G", "/etc/sudoers.d/jupyterhub-admins")
                        .stdout());
        assertTrue(machine.readText("/etc/sudoers.d/jupyterhub-admins").startsWith("#"));
        assertEquals("notebook\n", machine.readText("/home/jupyter-ada/work.ipynb"));
        machine.run("visudo", "-cs").orFail();
    }
}
