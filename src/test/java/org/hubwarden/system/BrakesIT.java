package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Brakes on a real machine: what is held waits, what takes rights does not, and one line lets it go on. */
class BrakesIT {

    private static final String CLASS = "version: 1\nusers: [u1, u2, u3, u4, u5, u6]\nadmins: [dana, erin]\n";
    private static final String SLIP = "version: 1\nusers: [u1, tim]\nadmins: [dana]\n";
    private static final Pattern LINE = Pattern.compile("hubwarden approve ([0-9a-f]{12})\\b");

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, CLASS);
        hub.converge();
    }

    private static String digest(String text) {
        Matcher line = LINE.matcher(text);
        assertTrue(line.find(), text);
        return line.group(1);
    }

    private static void hold(String state) {
        hub.write(state);
        hub.await(
                "it is held", () -> machine.run("hubwarden", "status").stdout().contains("), held"));
    }

    private static boolean isLocked(String user) {
        return hub.line("passwd", user).endsWith(":/usr/sbin/nologin");
    }

    @Test
    void aSlipIsHeldAndSaidEverywhereWithTheLineToType() {
        hub.converge(CLASS);
        assertTrue(hub.hasRoot("jupyter-erin"));
        hold(SLIP.replace("tim", "newcomer"));
        Result plan = hub.plan();
        String digest = digest(plan.stdout());
        assertEquals(2, plan.exit());
        assertEquals(2, machine.run("hubwarden", "check").exit());
        Result status = machine.run("hubwarden", "status");
        assertEquals(2, status.exit(), status::toString);
        assertEquals(digest, digest(status.stdout()));
        assertEquals(
                digest,
                digest(machine.run("systemctl", "show", "-p", "StatusText", "hubwarden")
                        .stdout()));
        assertEquals(digest, digest(hub.journal().substring(hub.journal().lastIndexOf("the plan is held"))));
        assertEquals(digest, digest(machine.run("hubwarden", "plan", "--json").stdout()));

        assertFalse(hub.hasRoot("jupyter-erin"), "who is no admin any more has no root");
        assertFalse(machine.run("id", "-nG", "jupyter-erin").stdout().contains("admins"));
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertFalse(isLocked("jupyter-u2"));
        assertFalse(isLocked("jupyter-erin"));
        assertTrue(hub.line("passwd", "jupyter-newcomer").isEmpty(), "and nobody new comes");
    }

    @Test
    void approvingCarriesItOutAtOnceAndOnlyOnce() {
        hub.converge(CLASS);
        hold(SLIP);
        String digest = digest(hub.plan().stdout());
        Result wrong = machine.run("hubwarden", "approve", "0123456789ab");
        assertEquals(1, wrong.exit());
        assertEquals(digest, digest(wrong.stderr()));
        machine.run("gpasswd", "-a", "jupyter-u1", "jupyterhub-admins").orFail();
        Result approved = machine.run("hubwarden", "approve", digest).orFail();
        assertTrue(approved.stdout().contains("  remove u2\n"), approved::toString);
        assertTrue(approved.stdout().contains("The daemon carries it out now"), approved::toString);
        hub.await("they are locked", () -> isLocked("jupyter-u2") && isLocked("jupyter-erin"));
        hub.converge();
        assertFalse(hub.hasRoot("jupyter-u1"), "drift in between is put right, and voids nothing");
        hub.awaitShell("test -z \"$(ls -A /var/lib/hubwarden/approved)\"");
        assertEquals(
                "700 root",
                machine.run("stat", "-c", "%a %U", "/var/lib/hubwarden/approved")
                        .stdout()
                        .strip());
        Result nothing = machine.run("hubwarden", "approve", digest);
        assertTrue(nothing.stderr().contains("nothing is held"), nothing::toString);
        hub.converge(CLASS);
        hold(SLIP);
    }

    @Test
    void theLastAdminAndACrowdOfNewOnesWait() {
        hub.converge(CLASS);
        hold(CLASS.replace("[dana, erin]", "[]").replace("u6]", "u6, dana, erin]"));
        assertTrue(hub.hasRoot("jupyter-dana") && hub.hasRoot("jupyter-erin"));
        assertTrue(hub.plan().stdout().contains("leave nobody an admin"));
        hub.converge(CLASS);
        hold(CLASS.replace("erin]", "erin, u1, u2, u3, u4]"));
        assertFalse(hub.hasRoot("jupyter-u1"));
        machine.run("hubwarden", "approve", digest(hub.plan().stdout())).orFail();
        hub.await("they are admins", () -> hub.hasRoot("jupyter-u1") && hub.hasRoot("jupyter-u4"));
        hub.converge(CLASS);
    }

    @Test
    void applyAsksTheSameQuestion() {
        hub.converge(CLASS);
        hold(SLIP);
        Result apply = machine.run("hubwarden", "apply");
        assertEquals(2, apply.exit(), apply::toString);
        assertEquals(digest(hub.plan().stdout()), digest(apply.stdout()));
        assertFalse(isLocked("jupyter-u2"));
        hub.converge(CLASS);
    }
}
