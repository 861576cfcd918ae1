package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.system.Container;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who runs, and who is logged in: seen from within the sandbox of the service, next to a real logind. */
class DoorsIT {

    private static final String CLASS_PATH = "/usr/lib/hubwarden/hubwarden.jar:/var/lib/drill.jar";

    private static Container machine;

    @BeforeAll
    static void boot() {
        machine = Inside.of(Container.boot("bookworm")).machine();
        machine.sh("""
                groupadd -g 4242 rights
                for user in ann ben; do useradd -m -s /bin/bash $user; done
                sed 's/^Type=.*/Type=exec/; /^ExecStart=/d; /^Restart=/d; /^WatchdogSec=/d; /^RuntimeDirectory/d' \
                  /lib/systemd/system/hubwarden.service >/run/systemd/system/sandbox@.service
                printf '%s\\n' '[Service]' 'StandardOutput=truncate:/run/sandbox.out' \
                  'ExecStart=/usr/bin/java -cp /usr/lib/hubwarden/hubwarden.jar:/var/lib/drill.jar \
                org.hubwarden.host.systemd.DoorsDrill $DRILL' 'EnvironmentFile=/run/sandbox.env' \
                  >>/run/systemd/system/sandbox@.service
                cp /root/drill.jar /var/lib/drill.jar
                systemctl daemon-reload""").orFail();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    /** In the sandbox that the service has. */
    private static String confined(String... arguments) {
        machine.write("/run/sandbox.env", "DRILL=" + String.join(" ", arguments) + "\n");
        machine.sh("systemctl start sandbox@x; while systemctl is-active -q sandbox@x; do sleep 0.1; done;"
                        + " ! systemctl is-failed -q sandbox@x || { journalctl -u sandbox@x; exit 1; }")
                .orFail();
        return machine.readText("/run/sandbox.out");
    }

    private static String uid(String user) {
        return machine.run("id", "-u", user).stdout().strip();
    }

    /** A login as sshd makes one, in which a shell runs. */
    private static void login(String user, String script) {
        machine.run(
                        "systemd-run",
                        "--unit=login-" + user,
                        "--property=User=" + user,
                        "--property=PAMName=login",
                        "sh",
                        "-c",
                        script)
                .orFail();
    }

    /** Runs it as a unit of its own. */
    private static void run(String unit, String user, String... command) {
        List<String> line = new ArrayList<>(List.of("systemd-run", "--unit=" + unit, "--property=User=" + user));
        line.addAll(List.of(command));
        machine.run(line.toArray(String[]::new)).orFail();
    }

    @Test
    void aGroupIsSeenInEveryFieldAndInEveryThread() {
        machine.sh("cp /usr/bin/perl /opt/perl; chgrp 4242 /opt/perl; chmod 2755 /opt/perl")
                .orFail();
        run("supplementary", "root", "setpriv", "--reuid=ann", "--regid=ann", "--groups=4242", "sleep", "300");
        run("effective", "ann", "/opt/perl", "-e", "sleep 300");
        machine.write("/opt/saved.pl", "$) = $( + 0; sleep 300");
        run("saved", "ann", "/opt/perl", "/opt/saved.pl");
        run("thread", "root", "java", "-cp", CLASS_PATH, DoorsDrill.class.getName(), "thread", "4242");
        Container.awaitTrue("all four are seen", () -> found("4242") == 4);
        String seen = confined("gid", "4242");
        assertTrue(seen.startsWith("unproven: no\n"), seen);
        for (String unit : List.of("supplementary", "effective", "saved", "thread")) {
            assertTrue(seen.contains(" in " + unit + ".service\n"), seen);
        }
        machine.sh("systemctl stop supplementary effective saved thread").orFail();
        assertEquals("unproven: no\n", confined("gid", "4242"));
    }

    private static long found(String gid) {
        return confined("gid", gid)
                .lines()
                .filter(line -> line.startsWith("found: "))
                .count();
    }

    @Test
    void whoeverCannotSeeSaysSo() {
        String blind = machine.run(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t proc -o hidepid=2,gid=4242 proc /proc && exec setpriv --bounding-set=-sys_ptrace"
                                + " --inh-caps=-sys_ptrace --groups=7 --regid=7 java -cp"
                                + " /usr/lib/hubwarden/hubwarden.jar:/root/drill.jar"
                                + " org.hubwarden.host.systemd.DoorsDrill gid 4242")
                .orFail()
                .stdout();
        assertTrue(blind.contains("unproven: a process of another user, started to be seen, was not seen"), blind);
    }

    @Test
    void sessionsAreSeenAndEnded() {
        String ann = uid("ann");
        login("ann", "trap '' TERM HUP; while :; do sleep 1; done");
        Container.awaitTrue(
                "ann is logged in", () -> confined("sessions", ann).contains("sessions: 1\nmanager: true\n"));
        confined("linger", ann, "true");
        assertTrue(confined("sessions", ann).contains("lingering: [ann]"));
        String seen = confined("uid", ann);
        assertTrue(seen.contains(".scope\n") && seen.contains("in user@" + ann + ".service\n"), seen);
        confined("end", ann);
        assertEquals("unproven: no\n", confined("uid", ann), "also what is deaf to SIGTERM");
        confined("manager", ann);
        assertTrue(confined("sessions", ann).contains("manager: true\n"));
        confined("linger", ann, "false");
        confined("end", ann);
        String after = confined("sessions", ann);
        assertTrue(after.contains("sessions: 0\nmanager: false\nlingering: []\n"), after);
        confined("end", ann);
    }

    @Test
    void aMessageReachesEveryTerminalAndWaitsForNone() {
        String ben = uid("ben");
        for (String terminal : List.of("one", "two")) {
            String script = "chown ben $(tty); sleep 300";
            run(terminal, "root", "script", "-qfc", script, "/run/terminal." + terminal);
        }
        Container.awaitTrue(
                "both terminals are ben's",
                () -> machine.sh("find /dev/pts -user ben | wc -l")
                        .stdout()
                        .strip()
                        .equals("2"));
        assertEquals("told: 2\n", confined("tell", ben, "goodbye"));
        machine.sh("grep -q goodbye /run/terminal.one && grep -q goodbye /run/terminal.two")
                .orFail();
        // Whoever reads from the other side is stopped: the terminal fills, and takes nothing any more.
        machine.sh("kill -STOP $(systemctl show -P MainPID one)").orFail();
        Container.awaitTrue(
                "one is full", () -> confined("tell", ben, "x".repeat(4000)).equals("told: 1\n"));
        machine.sh("systemctl kill -s KILL one two").orFail();
        Container.awaitTrue(
                "nobody is there", () -> confined("tell", ben, "goodbye").equals("told: 0\n"));
    }
}
