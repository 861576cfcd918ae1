package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service on a real bus: who may ask for what, and what comes of it. */
class BusServiceIT {

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static final String CALL =
            "busctl --json=short call org.hubwarden1 /org/hubwarden1 org.hubwarden1.Manager ";

    private static Hub hub = new Hub(machine);

    @BeforeAll
    static void start() {
        machine.sh("adduser --system --group --no-create-home jupyterhub >/dev/null"
                        + " && printf '#!/bin/sh\\ntr \"\\\\0\" \"\\\\n\" </proc/$$/environ >$HOME/seen\\nexec sleep 1000000\\n'"
                        + " >/usr/local/bin/serve && chmod +x /usr/local/bin/serve")
                .orFail();
        hub = Hub.start(machine, state("alice, bob, eve+x"));
    }

    private static String state(String users) {
        return "version: 1\nusers: [" + users + "]\nhub: {spawner: hubwarden, command: [/usr/local/bin/serve]}\n";
    }

    private static Result asHub(String call) {
        return machine.shAs("jupyterhub", CALL + call);
    }

    private static void assertRefused(String error, Result result) {
        assertNotEquals(0, result.exit(), result::toString);
        assertTrue(result.stderr().contains(error), result::toString);
    }

    @Test
    void theHubGetsAnAccountAndItsServer() {
        Result ensured = asHub("EnsureUser s alice").orFail();
        String uid = machine.run("id", "-u", "jupyter-alice").orFail().stdout().strip();
        assertEquals(
                "{\"type\":\"suss\",\"data\":[\"jupyter-alice\"," + uid
                        + ",\"/home/jupyter-alice\",\"jupyter@alice.service\"]}\n",
                ensured.stdout());
        assertEquals(
                "{\"type\":\"s\",\"data\":[\"inactive\"]}\n",
                asHub("ServerState s alice").orFail().stdout());

        asHub("StartServer 'sa{ss}' alice 2 JUPYTERHUB_API_TOKEN 'a b\"$`\\' LANG C.UTF-8")
                .orFail();
        assertEquals(
                "{\"type\":\"s\",\"data\":[\"active\"]}\n",
                asHub("ServerState s alice").orFail().stdout());
        hub.awaitShell("grep -qxF 'JUPYTERHUB_API_TOKEN=a b\"$`\\' /home/jupyter-alice/seen");
        assertEquals(
                "600 root\n",
                machine.sh("stat -c '%a %U' /run/hubwarden/env/alice").stdout());
        asHub("StopServer s alice").orFail();
        assertEquals(
                "{\"type\":\"s\",\"data\":[\"inactive\"]}\n",
                asHub("ServerState s alice").orFail().stdout());
        machine.sh("! test -e /run/hubwarden/env/alice").orFail();
    }

    @Test
    void aNameThatSystemdMustEscapeHasItsVariables() {
        asHub("StartServer 'sa{ss}' eve+x 1 JUPYTERHUB_USER eve+x").orFail();
        hub.awaitShell("grep -qxF 'JUPYTERHUB_USER=eve+x' /home/jupyter-eve+x/seen");
    }

    @Test
    void whoIsNotAskedForIsRefused() {
        assertRefused("mallory is not listed in the state file", asHub("EnsureUser s mallory"));
        assertRefused("is none that a hub may set", asHub("StartServer 'sa{ss}' bob 1 LD_PRELOAD /tmp/x"));
        assertRefused("Access denied", asHub("Reconcile"));
    }

    @Test
    void anAccountIsMadeWhenTheHubFirstAsksForIt() {
        hub.converge(state("alice, bob, eve+x, olga, pia, quin") + "accounts: on_demand\n");
        assertNotEquals(0, machine.run("id", "jupyter-olga").exit());
        asHub("EnsureUser s olga").orFail();
        machine.sh(
                        "id -nG jupyter-olga | grep -qw jupyterhub-users && test $(stat -c '%a %U' /home/jupyter-olga | tr ' ' _)"
                                + " = 750_jupyter-olga")
                .orFail();
        asHub("StartServer 'sa{ss}' pia 1 JUPYTERHUB_USER pia").orFail();
        hub.awaitShell("grep -qxF 'JUPYTERHUB_USER=pia' /home/jupyter-pia/seen");
        asHub("StopServer s quin").orFail();
        assertNotEquals(0, machine.run("id", "jupyter-quin").exit(), "nobody asked for this account");
        hub.converge();
        assertEquals(
                "1\n",
                machine.sh(
                                "journalctl --sync; journalctl -o cat UNIX_USER=jupyter-olga HUBWARDEN_ACTION=account.create | wc -l")
                        .stdout());
        machine.sh("! ls /var/lib/hubwarden/ | grep trail").orFail();
    }
}
