package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.hubwarden.system.Background;
import org.hubwarden.system.Container;
import org.hubwarden.system.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that systemd runs for us: each with its own rights, its whole answer or none, and nothing left of it. */
@ParameterizedClass
@ValueSource(strings = {"bookworm", "trixie"})
class ErrandsIT {

    private static final Map<String, Inside> MACHINES = new HashMap<>();

    private final Inside inside;
    private final Container machine;

    ErrandsIT(String suite) {
        inside = MACHINES.computeIfAbsent(suite, name -> Inside.of(Container.boot(name)));
        machine = inside.machine();
    }

    @AfterAll
    static void halt() {
        MACHINES.values().forEach(inside -> inside.machine().close());
    }

    @AfterEach
    void nothingIsLeft() {
        Container.awaitTrue(
                "systemd has forgotten them",
                () -> machine.sh("systemctl list-units --all --no-legend 'hubwarden-errand*'")
                        .stdout()
                        .isEmpty());
        assertEquals("", machine.run("ls", "-A", "/run/hubwarden/errands").stdout());
    }

    private String shell(String rights, int seconds, String script) {
        return inside.drill("errand", rights, Integer.toString(seconds), "/bin/sh", "-c", script)
                .stdout();
    }

    @Test
    void eachHasTheRightsThatItNamesAndNoMore() {
        String script = "readlink /proc/self/ns/net; grep CapEff /proc/self/status; touch /etc/x || touch /home/x";
        String here = machine.run("readlink", "/proc/1/ns/net").stdout().strip();
        String network = shell("NETWORK", 20, script);
        assertTrue(network.contains("exited: 1 ") && network.contains(here), network);
        String nothing = shell("NONE", 20, script);
        assertTrue(nothing.contains("exited: 1 ") && nothing.contains("net:["), nothing);
        assertEquals(-1, nothing.indexOf(here), "it has a network of its own, where nothing is");
        for (String said : new String[] {network, nothing}) {
            assertTrue(said.contains("CapEff:\t0000000000000000"), said);
            assertTrue(said.contains("touch: cannot touch"), said);
        }
    }

    @Test
    void theWholeAnswerIsGivenAndItsStatus() {
        assertEquals("exited: 3 errors=no\nyes\n", shell("NONE", 20, "echo yes; echo no >&2; exit 3"));
        String much = shell("NONE", 20, "head -c 3000000 /dev/zero | tr '\\0' x; sleep 30 & exit 0");
        assertEquals("exited: 0 errors=\n".length() + 3_000_000, much.length(), "whatever still runs ends");
    }

    @Test
    void whatGoesWrongIsNoAnswer() {
        fails("did not answer in time", "NONE", "1", "/bin/sleep", "600");
        fails(
                "did not answer in time",
                "NONE",
                "1",
                "/bin/sh",
                "-c",
                "echo x; trap '' TERM; while :; do sleep 1; done");
        fails("was not run to its end: signal", "NONE", "20", "/bin/sh", "-c", "echo half; kill -SEGV $$");
        fails("more than 16777216 bytes", "NONE", "20", "/usr/bin/head", "-c", "20000000", "/dev/zero");
        fails("was not run to its end: exit-code, status 203", "NONE", "20", "/no/such");
    }

    private void fails(String why, String... errand) {
        String[] arguments = new String[errand.length + 1];
        arguments[0] = "errand";
        System.arraycopy(errand, 0, arguments, 1, errand.length);
        Result result = inside.drill(arguments);
        assertTrue(result.stdout().startsWith("failed: ") && result.stdout().contains(why), result::toString);
        assertEquals(1, result.lines().size(), "no half of an answer: " + result);
    }

    @Test
    void nobodyElseAnswersInItsPlace() {
        machine.sh("id mallory || useradd mallory").orFail();
        Background errand = inside.begin(
                "errand", "NONE", "120", "/bin/sh", "-c", "until test -e /run/go; do sleep 0.1; done; echo true");
        Container.awaitTrue(
                "it runs",
                () -> machine.sh("systemctl list-units --no-legend 'hubwarden-errand*' | grep -q start")
                                .exit()
                        == 0);
        String connect = "perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); connect(S, pack_sockaddr_un($ARGV[0]))"
                + " or die $!; print S qq(false\\n)' ";
        Result intruder =
                machine.sh("for s in /run/hubwarden/errands/*; do runuser -u mallory -- " + connect + "$s; done");
        assertTrue(intruder.stderr().contains("Permission denied"), intruder::toString);
        Result unit = machine.sh("runuser -u mallory -- busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1"
                + " org.freedesktop.systemd1.Manager StopUnit ss"
                + " $(systemctl list-units --no-legend --plain 'hubwarden-errand*' | cut -d' ' -f1) replace");
        assertNotEquals(0, unit.exit(), unit::toString);
        machine.run("touch", "/run/go").orFail();
        assertEquals(
                "exited: 0 errors=\ntrue\n", errand.await(Container.PATIENCE).stdout());
    }
}
