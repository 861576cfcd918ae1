package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that is damaged or lost stops everything and says so, and is never taken for a machine that had none. */
class LedgerIT {

    private static final String CLASS = """
            version: 1
            users: [alice, bob%s]
            admins: [dana]
            """;

    private static final String LEDGER = "/var/lib/hubwarden/ledger.json";
    private static final Pattern RECOVERY = Pattern.compile("cp -a \\S+ \\S+");

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, CLASS.formatted(""));
        hub.converge();
        hub.converge(CLASS.formatted(", late"));
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    @BeforeEach
    void keep() {
        machine.run("cp", "-a", "/var/lib/hubwarden", "/root/kept").orFail();
    }

    @AfterEach
    void putBack() {
        machine.sh("rm -rf /var/lib/hubwarden/* && cp -a /root/kept/. /var/lib/hubwarden/ && rm -r /root/kept")
                .orFail();
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.converge(CLASS.formatted(", late"));
    }

    private static String accounts() {
        return machine.sh("cd /etc && sha256sum passwd shadow group gshadow sudoers.d/*; ls /home")
                .orFail()
                .stdout();
    }

    /** An edit and a drift: neither may have an effect; the sentence that says so. */
    private static String nothingIsChanged(String newcomer, String said) {
        machine.run("gpasswd", "-d", "jupyter-bob", "jupyterhub-users").orFail();
        String before = accounts();
        hub.write(CLASS.formatted(", late, " + newcomer));
        hub.await(said, () -> hub.journal().contains(said));
        // Twice, because the first could be the end of a pass that began before the edit.
        hub.pass();
        hub.pass();
        assertEquals(before, accounts());
        Result status = machine.run("hubwarden", "status");
        assertEquals(1, status.exit());
        assertTrue(status.stdout().contains(said), status::toString);
        Result plan = machine.run("hubwarden", "plan");
        assertEquals(1, plan.exit());
        Result apply = machine.run("hubwarden", "apply");
        assertEquals(1, apply.exit());
        assertTrue((apply.stdout() + apply.stderr()).contains(said), apply::toString);
        assertEquals(before, accounts());
        return hub.journal().lines().filter(line -> line.contains(said)).reduce("", (first, last) -> last);
    }

    @Test
    void aFlippedByteStopsEverythingAndTheSentenceBringsItBack() {
        String ids =
                machine.sh("id jupyter-alice; id jupyter-dana; id jupyter-late").stdout();
        machine.sh("offset=$(grep -abo alice " + LEDGER + " | head -1 | cut -d: -f1)" + " && printf e | dd of=" + LEDGER
                        + " bs=1 seek=$offset conv=notrunc")
                .orFail();
        String sentence = nothingIsChanged("carol", LEDGER + " is damaged");
        Matcher recovery = RECOVERY.matcher(sentence);
        assertTrue(recovery.find(), sentence);

        machine.sh(recovery.group().replaceAll("[.]$", "")).orFail();
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.awaitShell("id jupyter-carol && id -nG jupyter-bob | grep -q jupyterhub-users");
        assertEquals(
                ids,
                machine.sh("id jupyter-alice; id jupyter-dana; id jupyter-late").stdout());
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertEquals("", machine.sh("cut -d: -f3 /etc/passwd | sort | uniq -d").stdout(), "no number twice");
    }

    @Test
    void aLedgerThatIsGoneWithTheOneBeforeIsNotABeginning() {
        machine.run("rm", LEDGER, LEDGER + ".previous").orFail();
        String sentence = nothingIsChanged("trent", LEDGER + " is missing");
        assertTrue(sentence.contains("take it from a backup"), sentence);
        assertNotEquals(0, machine.run("test", "-e", LEDGER).exit());

        machine.run("systemctl", "restart", "hubwarden").orFail();
        assertNotEquals(0, machine.run("test", "-e", LEDGER).exit());
        assertNotEquals(0, machine.run("id", "jupyter-trent").exit());
    }

    @Test
    void aLedgerOfALaterVersionIsNotTouched() {
        machine.sh("sed -i 's/\"version\" *: *[0-9]*/\"version\": 999/' " + LEDGER + " && grep -q 999 " + LEDGER)
                .orFail();
        String content = machine.readText(LEDGER);
        nothingIsChanged("erin", "is in version 999, written by a newer hubwarden");
        assertEquals(content, machine.readText(LEDGER));
    }
}
