package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hubwarden.reconcile.StatusReport;
import org.junit.jupiter.api.Test;

/** {@code hubwarden retire}: when it acts, and what it says. */
class RetireTest {

    private static final PretendMachine MACHINE = PretendMachine.that(Pretend.look(Pretend.nothing()));

    @Test
    void withYesItActsAndSaysWhatStays() {
        Ran ran = Ran.on(MACHINE, "retire", "--yes");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().startsWith("  - sudoers /etc/sudoers.d/jupyterhub-admins removed:"), ran::toString);
        for (String said : List.of(
                "sudo rules and unit files are gone.", "3 accounts", "/var/lib/hubwarden", Pretend.FILE, "--now")) {
            assertTrue(ran.out().contains(said), ran::toString);
        }
    }

    @Test
    void whereNobodyCanBeAskedItSaysWhatToType() {
        Ran ran = Ran.on(MACHINE, "retire");
        assertEquals(1, ran.code());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("hubwarden retire --yes"), ran::toString);
        assertEquals(1, Ran.on(MACHINE, "retire", "--json").code());
    }

    @Test
    void besideADaemonItRefuses() {
        StatusReport report = GoldenTest.report(GoldenTest.WAITS);
        Ran ran = Ran.on(MACHINE.saying(report.toJson(), true), "retire", "--yes");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("systemctl disable --now hubwarden"), ran::toString);
        assertEquals(
                0,
                Ran.on(MACHINE.saying(report.toJson(), false), "retire", "--yes")
                        .code());
    }

    @Test
    void forPrograms() {
        Ran ran = Ran.on(MACHINE, "retire", "--yes", "--json");
        assertEquals(0, ran.code());
        assertTrue(ran.out().contains("\"kind\" : \"sudoers.withdraw\""), ran::toString);
        assertTrue(ran.out().contains("\"done\" : true"), ran::toString);
    }
}
