package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Losing root on a real machine: processes that run, sessions, servers, files that give the group, and what is said of it. */
class DemotionIT {

    private static final String STATE = """
            version: 1
            clock: as_it_is
            users: [%s]
            admins: [%s]
            hub:
              spawner: hubwarden
              command: [/bin/sh, -c, 'trap "" TERM; while :; do sleep 1; done']
            offboarding: {grace: %s}
            """;

    private static final Set<String> PEOPLE = Set.of("alice", "bob", "dana", "erin", "gina", "hal", "ivy", "kim");

    private static final Container machine = Container.boot("bookworm");
    private static final Hub hub = Hub.start(machine, state("0s"));

    @AfterAll
    static void halt() {
        machine.close();
    }

    /** Dana is an admin, and who is named; everybody else is a user. */
    private static String state(String grace, String... admins) {
        Set<String> listed = new TreeSet<>(List.of(admins));
        listed.add("dana");
        Set<String> users = new TreeSet<>(PEOPLE);
        users.removeAll(listed);
        return STATE.formatted(String.join(", ", users), String.join(", ", listed), grace);
    }

    /** Runs as the account does in a unit of its own, which is no part of any session, and goes on. */
    private static void begin(String unit, String account, String script) {
        machine.run("systemd-run", "-q", "--unit=" + unit, "--property=User=" + account, "sh", "-c", script)
                .orFail();
    }

    /** A process that tries sudo again and again, and tells what came of it last. */
    private static void beginTrying(String unit, String account) {
        begin(
                unit,
                account,
                "cd /tmp; while sleep 0.05; do if sudo -n true 2>/dev/null; then echo yes; else echo no; fi >" + unit
                        + ".new; mv " + unit + ".new " + unit + "; done");
        hub.awaitShell("grep -q yes /tmp/" + unit);
    }

    private static String pid(String unit) {
        return machine.run("systemctl", "show", "-P", "MainPID", unit).stdout().strip();
    }

    private static String uid(String account) {
        return machine.run("id", "-u", account).stdout().strip();
    }

    private static String gid() {
        return machine.sh("getent group jupyterhub-admins | cut -d: -f3")
                .stdout()
                .strip();
    }

    /** The processes of an account that have the group of admins, in any way, looked for from outside. */
    private static String holders(String account) {
        return machine.sh("for p in /proc/[0-9]*; do grep -q \"^Uid:.*\\b" + uid(account)
                        + "\\b\" $p/status 2>/dev/null && grep -Eq '^(Gid|Groups):.*\\b" + gid()
                        + "\\b' $p/status && cat $p/comm; done; true")
                .stdout();
    }

    private static String show(String user) {
        return machine.run("hubwarden", "show", user).stdout();
    }

    private static void awaitProven(String user) {
        hub.await(
                user + " is proven",
                () -> machine.run("hubwarden", "show", user, "--json").stdout().contains("\"proven\""));
    }

    @Test
    void sudoFailsAtOnceAndAfterTheGraceNothingHasTheGroup() {
        hub.converge(state("2h", "erin"));
        machine.run("hubwarden", "start", "erin").orFail();
        String server = pid("jupyter@erin");
        beginTrying("old", "jupyter-erin");
        begin("elsewhere", "jupyter-erin", "trap '' TERM; while :; do sleep 1; done");
        machine.run(
                        "systemd-run",
                        "-q",
                        "--unit=login",
                        "--property=User=jupyter-erin",
                        "--property=PAMName=login",
                        "sh",
                        "-c",
                        "trap '' TERM HUP; while :; do sleep 1; done")
                .orFail();
        machine.run(
                        "systemd-run",
                        "-q",
                        "--unit=terminal",
                        "script",
                        "-qfc",
                        "chown jupyter-erin $(tty); sleep 300",
                        "/run/terminal")
                .orFail();
        hub.awaitShell("loginctl --no-legend | grep -q jupyter-erin && find /dev/pts -user jupyter-erin | grep -q .");

        Instant saved = Instant.now();
        hub.write(state("2h"));
        hub.awaitShell("grep -q no /tmp/old");
        System.out.println("sudo failed in a process that ran " + ChronoUnit.MILLIS.between(saved, Instant.now())
                + " ms after the edit");
        hub.converge();
        hub.awaitShell("grep -q 'You are no admin of this server any more' /run/terminal");
        assertTrue(holders("jupyter-erin").contains("sh"), "what runs goes on while the grace lasts");
        String waits = show("erin");
        assertTrue(waits.contains("rights removed; held root until "), waits);
        assertTrue(waits.contains("may have the group of admins until it is ended, at "), waits);
        assertTrue(
                machine.run("hubwarden", "status").stdout().contains("not proven clean"),
                () -> machine.run("hubwarden", "status").toString());
        hub.awaitShell("systemctl show -P StatusText hubwarden | grep -q 'held root until'");
        assertEquals(server, pid("jupyter@erin"));

        hub.write(state("0s"));
        awaitProven("erin");
        hub.converge();
        assertEquals("", holders("jupyter-erin"));
        machine.sh("! systemctl is-active -q old && ! systemctl is-active -q elsewhere")
                .orFail();
        machine.sh("! loginctl --no-legend | grep jupyter-erin").orFail();
        hub.awaitShell("systemctl is-active -q jupyter@erin");
        assertNotEquals(server, pid("jupyter@erin"));
        assertTrue(
                machine.sh("grep NoNewPrivs /proc/" + pid("jupyter@erin") + "/status")
                        .stdout()
                        .contains("1"),
                "its server is in the sandbox of users");
        String after = show("erin");
        assertTrue(after.contains("rights removed; held root until ") && after.contains(": not proven clean"), after);
        assertFalse(after.contains("Findings:"), after);
        told(
                "erin",
                "sudoers.deny",
                "group.member.remove",
                "demotion.tell",
                "demotion.end",
                "demotion.serve",
                "demotion.search",
                "demotion.prove");
    }

    /** Each is in the journal once, in this order. */
    private static void told(String user, String... actions) {
        machine.run("journalctl", "--sync").orFail();
        String seen = machine.sh("journalctl -q -o json HUB_USER=" + user
                        + " | sed 's/.*\"HUBWARDEN_ACTION\":\"\\([^\"]*\\)\".*/\\1/'"
                        + " | grep -E '^(sudoers.deny|group.member.remove|demotion)' | tail -" + actions.length)
                .stdout();
        assertEquals(String.join("\n", List.of(actions)) + "\n", seen);
    }

    private static void tellHowLong(String what, Instant since) {
        System.out.println(what + " " + ChronoUnit.MILLIS.between(since, Instant.now()) + " ms after it was due");
    }

    @Test
    void aSetgidCopyAndAFriendWhoRunsItGetNothing() {
        hub.converge(state("0s", "gina"));
        machine.shAs(
                        "jupyter-gina",
                        "cp /usr/bin/perl /var/tmp/p && chgrp jupyterhub-admins /var/tmp/p"
                                + " && chmod 2755 /var/tmp/p")
                .orFail();
        machine.sh("touch /run/one /run/other && mount --bind /run/one /run/other")
                .orFail();
        String become =
                "/var/tmp/p -e '%ENV = (PATH => \"/usr/bin\"); $( = $) + 0; exec \"/usr/bin/sudo\", \"-n\", \"id\","
                        + " \"-u\"'";
        assertEquals("0\n", machine.shAs("jupyter-gina", become).stdout());
        String group = "/var/tmp/p -e 'print $) + 0'";
        assertEquals(gid(), machine.shAs("jupyter-bob", group).stdout(), "a friend has the group by it");
        begin("friend", "jupyter-bob", "exec /var/tmp/p -e 'sleep 1 while 1'");
        hub.await("it holds the group", () -> !holders("jupyter-bob").isEmpty());
        Instant saved = Instant.now();
        hub.write(state("0s"));
        hub.await(
                "the copy gives nothing",
                () -> machine.shAs("jupyter-gina", become).exit() != 0);
        tellHowLong("a setgid copy gave nothing", saved);
        awaitProven("gina");
        assertFalse(gid().equals(machine.shAs("jupyter-bob", group).stdout()), "it gives a friend nothing either");
        assertFalse(hub.hasRoot("jupyter-bob"));
        hub.await(
                "what the friend began with it has ended",
                () -> holders("jupyter-bob").isEmpty());
        assertEquals("755\n", machine.run("stat", "-c", "%a", "/var/tmp/p").stdout(), "it gives nothing to anybody");
        String told = machine.sh("journalctl -q -o cat --output-fields=MESSAGE HUBWARDEN_ACTION=demotion.setgid")
                .stdout();
        assertTrue(told.contains("file /var/tmp/p changed: the setgid bit"), told);
        String proof = machine.sh(
                        "journalctl -q -o cat --output-fields=MESSAGE HUBWARDEN_ACTION=demotion.prove HUB_USER=gina")
                .stdout();
        assertFalse(proof.isEmpty() || proof.contains("/run/other"), "a file over which another is mounted: " + proof);
    }

    @Test
    void aMembershipByRecordIsDeniedAtOnceAndPendingUntilItIsGone() {
        hub.converge(state("0s"));
        machine.sh("mkdir -p /etc/userdb && printf '{\"userName\":\"jupyter-hal\",\"groupName\":\"jupyterhub-admins\"}'"
                        + " >/etc/userdb/jupyter-hal:jupyterhub-admins.membership")
                .orFail();
        Instant recorded = Instant.now();
        begin("recorded", "jupyter-hal", "while :; do sleep 1; done");
        hub.pass();
        assertFalse(hub.hasRoot("jupyter-hal"));
        tellHowLong("a membership by record gave no root", recorded);
        assertTrue(show("hal").contains("until that membership is gone"), () -> show("hal"));
        machine.sh("systemctl is-active -q recorded").orFail();
        machine.sh("rm /etc/userdb/*").orFail();
        hub.pass();
        awaitProven("hal");
        assertEquals("", holders("jupyter-hal"));
    }

    @Test
    void anEndByDateIsADemotionLikeAnyOther() {
        hub.converge(state("0s", "ivy"));
        beginTrying("dated", "jupyter-ivy");
        Instant end = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        hub.write(state("0s", "ivy").replace("[dana, ivy]", "{dana: , ivy: {until: " + end + "}}"));
        hub.await("nothing of ivy's has it", () -> holders("jupyter-ivy").isEmpty());
        tellHowLong("nothing had the group any more after the end by date", end);
        awaitProven("ivy");
        assertFalse(hub.hasRoot("jupyter-ivy"));
    }

    @Test
    void aDaemonThatIsKilledInTheMiddleEndsItAllTheSame() {
        hub.converge(state("0s", "kim"));
        machine.run("hubwarden", "start", "kim").orFail();
        String server = pid("jupyter@kim");
        hub.write(state("0s"));
        hub.await(
                "the server is being stopped",
                () -> machine.run("systemctl", "is-active", "jupyter@kim")
                        .stdout()
                        .contains("deactivating"));
        machine.run("systemctl", "kill", "-s", "KILL", "hubwarden").orFail();
        awaitProven("kim");
        hub.awaitShell("systemctl is-active -q jupyter@kim");
        assertNotEquals(server, pid("jupyter@kim"));
        assertEquals("", holders("jupyter-kim"));
    }
}
