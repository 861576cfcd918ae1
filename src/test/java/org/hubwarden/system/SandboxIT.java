package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's sandbox: how tight it is, and that all the work is done inside it. */
@ParameterizedClass
@ValueSource(strings = {"bookworm", "trixie"})
class SandboxIT {

    private static final double MOST_EXPOSURE = 2.0;
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for [^:]*: ([0-9.]+)");
    private static final String CLASS =
            "version: 1\nusers: [alice, bob%s]\nadmins: {dana: , gina: {until: 2099-12-31}}\n";

    private static Container machine = Container.debian("bookworm");
    private static Hub hub = new Hub(machine);

    @Parameter
    String suite = "";

    @BeforeParameterizedClassInvocation
    static void start(String suite) {
        machine = Container.boot(suite);
        hub = Hub.start(machine, CLASS.formatted(""));
    }

    @AfterParameterizedClassInvocation
    static void halt() {
        machine.close();
    }

    @Test
    void isTightWhileEverythingWorks() {
        assertTrue(exposure() <= MOST_EXPOSURE, () -> "exposure " + exposure());

        hub.converge(CLASS.formatted(", erin"));
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertFalse(hub.hasRoot("jupyter-erin"));
        machine.sh("test \"$(stat -c '%a %U' /home/jupyter-erin)\" = '750 jupyter-erin'")
                .orFail();
        machine.sh("chmod 2755 /home/jupyter-erin && gpasswd -a jupyter-bob jupyterhub-admins")
                .orFail();
        hub.pass();
        hub.awaitShell("test $(stat -c %a /home/jupyter-erin) = 750");
        hub.awaitShell("! id -nG jupyter-bob | grep -q jupyterhub-admins");
        hub.converge(CLASS.formatted(""));
        hub.awaitShell("grep -q '^jupyter-erin:!.*:1:$' /etc/shadow");
        assertTrue(exposure() <= MOST_EXPOSURE, () -> "exposure " + exposure());
        assertFalse(hub.journal().contains("failed"), hub::journal);
        machine.sh("test $((0x$(sed -n 's/^CapBnd:.//p' /proc/$(systemctl show -p MainPID --value hubwarden)/status)"
                        + " >> 25 & 1)) = 0")
                .orFail();
        assertFalse(hub.journal().contains("does not tell whether it is synchronised"), hub::journal);
    }

    private static double exposure() {
        String analysis = machine.run("systemd-analyze", "security", "--no-pager", "hubwarden.service")
                .orFail()
                .stdout();
        Matcher matcher = EXPOSURE.matcher(analysis);
        assertTrue(matcher.find(), analysis);
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void aNameServiceOnTheNetworkIsAskedApartAndMissedWhenItIsGone() throws IOException {
        machine.write("/root/hesiod.pl", nameServer());
        machine.sh(
                        "printf 'lhs=.ns\\nrhs=.example.org\\n' >/etc/hesiod.conf && echo nameserver 127.0.0.1 >/etc/resolv.conf"
                                + " && cp -a /etc/nsswitch.conf /root/"
                                + " && sed -i -E 's/^(passwd|group):.*/& hesiod/' /etc/nsswitch.conf")
                .orFail();

        hub.write(CLASS.formatted(", frank, taken"));
        hub.await("the silence is said", () -> hub.journal().contains("the name service hesiod cannot be reached"));
        assertNotEquals(0, machine.run("id", "jupyter-frank").exit());

        Background server = machine.start("perl", "/root/hesiod.pl");
        hub.pass();
        hub.awaitShell("id jupyter-frank");
        hub.await("the taken name is met", () -> hub.plan().stdout().contains("jupyter-taken"));
        assertNotEquals(0, machine.run("grep", "jupyter-taken", "/etc/passwd").exit(), "it is somebody else's");

        machine.run("systemctl", "stop", "dbus.socket", "dbus.service").orFail();
        hub.write(CLASS.formatted(", frank, taken, greta"));
        hub.await(
                "it is said that it is the bus",
                () -> hub.journal()
                        .contains("hesiod is silent: /usr/bin/getent cannot be run apart: the system bus cannot be"));
        assertNotEquals(0, machine.run("id", "jupyter-greta").exit(), "no answer is not \"free\"");
        machine.run("systemctl", "start", "dbus.socket", "dbus.service").orFail();
        hub.pass();
        hub.awaitShell("id jupyter-greta");

        server.kill();
        machine.sh("cp -a /root/nsswitch.conf /etc/ && systemctl restart hubwarden")
                .orFail();
    }

    /** A name server that knows jupyter-taken, for the module libnss_hesiod, which libc brings along. */
    private static String nameServer() throws IOException {
        try (var script = Objects.requireNonNull(SandboxIT.class.getResourceAsStream("/system/hesiod.pl"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
