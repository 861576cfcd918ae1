package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see on a terminal, and programs do not. */
class TerminalIT {

    private static final String GREEN_PLUS = "\u001b[32m+\u001b[0m group ";

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    @BeforeAll
    static void install() {
        machine.installPackage();
        machine.write(Hub.STATE_FILE, "version: 1\nusers: [alice]\n");
    }

    @Test
    void coloursAreForTerminals() {
        assertTrue(onTerminal("hubwarden plan").contains(GREEN_PLUS));
        assertTrue(machine.sh("SYSTEMD_COLORS=1 hubwarden plan").stdout().contains(GREEN_PLUS));
        for (String plain : new String[] {
            "NO_COLOR=1 hubwarden plan",
            "SYSTEMD_COLORS=0 hubwarden plan",
            "TERM=dumb hubwarden plan",
            "hubwarden plan | cat"
        }) {
            String out = onTerminal(plain);
            assertTrue(out.contains("  + group ") && !out.contains("\u001b"), plain + ": " + out);
        }
        assertFalse(machine.sh("hubwarden plan").stdout().contains("\u001b"));
        assertFalse(onTerminal("hubwarden plan --json").contains("\u001b"));
    }

    @Test
    void aLongPlanIsNotHandedToAPager() {
        String out = onTerminal("PAGER='echo pager' SYSTEMD_PAGER='echo pager' hubwarden plan");
        assertTrue(out.contains("Plan: "), out);
        assertFalse(out.contains("pager"), out);
        assertEquals(
                machine.sh("hubwarden plan").stdout(),
                machine.sh("hubwarden plan --no-pager").stdout());
    }

    @Test
    void whoWaitsAtATerminalIsToldThatWorkGoesOn() {
        machine.sh("printf '1\\0' >/etc/group.lock").orFail();
        String seen = onTerminal("hubwarden apply");
        machine.sh("hubwarden apply </dev/null >/root/out 2>/root/err");
        machine.run("rm", "/etc/group.lock").orFail();

        Pattern line = Pattern.compile("\r\u001b\\[Khubwarden: at work, (\\d+) s");
        long said = line.matcher(seen).results().count();
        long seconds = line.matcher(seen)
                .results()
                .mapToLong(m -> Long.parseLong(m.group(1)))
                .max()
                .orElse(0);
        assertTrue(seconds >= 5 && said >= seconds - 2, said + " times in " + seconds + " s: " + seen);
        assertTrue(seen.contains("held by systemd (pid 1)"), seen);
        String quiet = machine.readText("/root/out") + machine.readText("/root/err");
        assertTrue(quiet.contains("held by systemd (pid 1)"), quiet);
        assertFalse(quiet.contains("at work") || quiet.contains("\r") || quiet.contains("\u001b"), quiet);
    }

    /** Both outputs, as a terminal gets them. */
    private static String onTerminal(String command) {
        machine.write("/root/typed", command + "\n");
        return machine.sh("TERM=xterm script -qc 'sh /root/typed' /dev/null </dev/null")
                .stdout()
                .replace("\r\n", "\n");
    }
}
