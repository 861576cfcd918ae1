package org.hubwarden.system;

import java.util.function.BooleanSupplier;

/** A machine on which hubwarden is installed and runs as a service. */
final class Hub {

    static final String STATE_FILE = "/etc/hubwarden/state.yaml";

    private final Container machine;

    private Hub(Container machine) {
        this.machine = machine;
    }

    /** Installs the package and starts the service with this state file; returns when the service is up. */
    static Hub start(Container machine, String state) {
        machine.installPackage();
        machine.write(STATE_FILE, state);
        machine.run("systemctl", "enable", "--now", "hubwarden").orFail();
        return new Hub(machine);
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

    /** Waits until a look from outside finds nothing to do. */
    void converge() {
        Container.awaitTrue("hubwarden plan is empty", () -> plan().exit() == 0 || planHasOnlyFindings());
    }

    private boolean planHasOnlyFindings() {
        return plan().stdout().contains("No changes");
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
        awaitShell("! grep -L 'TracerPid:.[1-9]' /proc/$(systemctl show -p MainPID --value hubwarden)/task/*/status"
                + " | grep .");
        return strace;
    }
}
