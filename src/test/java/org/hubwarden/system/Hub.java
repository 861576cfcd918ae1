package org.hubwarden.system;

import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A machine on which hubwarden is installed and runs as a service. */
final class Hub {

    static final String STATE_FILE = "/etc/hubwarden/state.yaml";

    private final Container machine;

    /** For a machine on which it may not be installed yet. */
    Hub(Container machine) {
        this.machine = machine;
    }

    /**
     * Installs the package and starts the service with this state file; returns when the service is up. No baselines are taken: it takes
     * a processor a while to read a whole machine.
     */
    static Hub start(Container machine, String state) {
        machine.sh("mkdir -p /run/systemd/system && ln -sf /dev/null /run/systemd/system/hubwarden-baseline.path")
                .orFail();
        return startWithBaselines(machine, state);
    }

    /** The same, with baselines. */
    static Hub startWithBaselines(Container machine, String state) {
        machine.installPackage();
        machine.write(STATE_FILE, state);
        machine.run("systemctl", "enable", "--now", "hubwarden").orFail();
        return new Hub(machine);
    }

    /** Users as lines of a state file: these, and so many others that a few who leave are no brake's business. */
    static String usersInACrowd(String... users) {
        Stream<String> others = IntStream.rangeClosed(1, 30).mapToObj(n -> "k" + n);
        return Stream.concat(others, Stream.of(users))
                .map(name -> "  " + name + ":\n")
                .collect(Collectors.joining());
    }

    /** Starts the service; tests do so more often than systemd's rate limit allows people. */
    void startService() {
        machine.sh("systemctl reset-failed hubwarden; systemctl start hubwarden")
                .orFail();
    }

    /** The same for one that may run. */
    void restart() {
        machine.sh("systemctl reset-failed hubwarden; systemctl restart hubwarden");
    }

    Container machine() {
        return machine;
    }

    /** Writes the state file in place and does not wait. */
    void write(String state) {
        machine.write(STATE_FILE, state);
    }

    /** Writes the state file and waits until the machine is as it says. */
    void converge(String state) {
        write(state);
        converge();
    }

    /** Waits until a look from outside finds a good state file and nothing to do; findings may be left. */
    void converge() {
        await("hubwarden plan is empty", () -> nothingToDo(plan()));
    }

    /** A file that is refused ends with 1, also when the machine is as the last good one says. */
    private static boolean nothingToDo(Result plan) {
        return plan.exit() == 0 || (plan.exit() == 2 && plan.stdout().contains("No changes"));
    }

    /** Asks for a pass and waits until one has ended. It may have begun before. */
    void pass() {
        String before = lastPass();
        machine.run("systemctl", "reload", "hubwarden").orFail();
        await("a pass ends", () -> !lastPass().equals(before));
    }

    private String lastPass() {
        return machine.sh("grep last_pass_at /run/hubwarden/status.json").stdout();
    }

    Result plan() {
        return machine.run("hubwarden", "plan");
    }

    /** What the service wrote to the journal. */
    String journal() {
        return machine.journal("hubwarden");
    }

    /** Waits for a condition of the machine. */
    void await(String description, BooleanSupplier condition) {
        try {
            Container.awaitTrue(description, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\njournal:\n" + journal() + "\nplan:\n" + plan(), e);
        }
    }

    /** Waits until a line of shell succeeds. */
    void awaitShell(String line) {
        await(line, () -> machine.sh(line).exit() == 0);
    }

    /** Whether sudo makes root of a user. */
    boolean hasRoot(String user) {
        Result id = machine.shAs(user, "sudo -n id -u");
        return id.exit() == 0 && id.stdout().strip().equals("0");
    }

    /** The fields of an account's line in a file, whatever the name service says. */
    String line(String file, String name) {
        return machine.run("grep", "^" + name + ":", "/etc/" + file).stdout().strip();
    }

    /** From now on each fsync of the daemon takes longer, so that there is time to meet its transactions. */
    Background slowedDown(int millis) {
        Background strace = machine.start(
                "sh",
                "-c",
                "exec strace -f -p $(systemctl show -p MainPID --value hubwarden) -o /dev/null"
                        + " -e trace=fsync,fdatasync -e inject=fsync,fdatasync:delay_enter=" + millis * 1000);
        awaitTraced();
        return strace;
    }

    /** Waits until strace has every thread of the daemon. */
    void awaitTraced() {
        awaitShell("! grep -L 'TracerPid:.[1-9]' /proc/$(systemctl show -p MainPID --value hubwarden)/task/*/status"
                + " | grep .");
    }

    /** Somebody edits with vipw: a line is changed and the lock given back once /root/go is there. */
    Background vipw() {
        machine.sh("rm -f /root/go; printf '#!/bin/sh\\nwhile ! test -e /root/go; do sleep 0.1; done\\n"
                        + "sed -i \"s#^games:.*:#games:x:5:60:edited:/usr/games:#\" \"$1\"\\n' >/root/editor"
                        + " && chmod +x /root/editor")
                .orFail();
        Background vipw = machine.start("env", "EDITOR=/root/editor", "vipw");
        awaitShell("test -e /etc/passwd.lock");
        return vipw;
    }
}
