package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hubwarden.system.Background;
import org.hubwarden.system.Container;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of units: it is asked about again when something shows that it is another, and else in its turn. */
@ParameterizedClass
@ValueSource(strings = {"bookworm", "trixie"})
class UnitLookIT {

    private static final Map<String, Inside> MACHINES = new HashMap<>();

    private final Inside inside;
    private final Container machine;

    UnitLookIT(String suite) {
        inside = MACHINES.computeIfAbsent(suite, name -> Inside.of(Container.boot(name)));
        machine = inside.machine();
    }

    @AfterAll
    static void halt() {
        MACHINES.values().forEach(inside -> inside.machine().close());
    }

    /** A template whose instances name another main process when they are told, while the old one lives on. */
    private static final String SERVER = """
            [Service]
            Type=notify
            NotifyAccess=all
            ExecStart=/bin/sh -c 'setpriv --groups 4 sleep infinity & other=$$!; systemd-notify --ready; \\
              until test -e /run/move.%i; do sleep 0.2; done; systemd-notify MAINPID=$$other; sleep infinity'
            """;

    private Background follow(String seconds) {
        machine.sh(
                        "rm -f /run/drill.* /run/move.*; systemctl stop 'jupyter@*'; rm -rf /run/systemd/system.control/jupyter@*;"
                                + " systemctl daemon-reload")
                .orFail();
        machine.write("/etc/systemd/system/jupyter@.service", SERVER);
        machine.sh("systemctl daemon-reload; systemctl start jupyter@a jupyter@b")
                .orFail();
        machine.sh("systemctl set-property --runtime jupyter@b.service MemoryMax=1G")
                .orFail();
        Background drill = inside.begin(UnitDrill.class, "follow", seconds);
        awaitLast(drill, "all is known and nothing is asked", "look: anew 0.*a.service active.*b.service active.*");
        return drill;
    }

    private static void awaitLast(Background drill, String description, String line) {
        Container.awaitTrue(description + ": " + line, () -> last(drill).matches(line));
    }

    private static String last(Background drill) {
        List<String> lines = drill.stdout().lines().toList();
        return lines.size() < 2 ? "" : lines.get(lines.size() - 2);
    }

    private void end(Background drill) {
        machine.run("touch", "/run/drill.stop").orFail();
        assertEquals("", drill.await(Container.PATIENCE).orFail().stderr());
    }

    @Test
    void aUnitIsAskedAboutAgainWhenSomethingShowsThatItIsAnother() {
        Background drill = follow("3600");
        machine.sh("systemctl set-property --runtime jupyter@a.service MemoryMax=2G")
                .orFail();
        awaitLast(drill, "set-property leaves a file", "look.*a.service active memory=2147483648.*");
        awaitLast(drill, "and is seen once", "look: anew 0.*");

        machine.run("touch", "/run/move.a").orFail();
        awaitLast(
                drill,
                "only a signal tells of it",
                "look.*a.service active memory=2147483648 groups=.*4].*b.service.*");

        machine.sh("mkdir -p /run/systemd/system/jupyter@b.service.d;"
                        + " printf '[Service]\\nTasksMax=50\\nMemoryMax=3G\\n' >/run/systemd/system/jupyter@b.service.d/x.conf;"
                        + " rm -r /run/systemd/system.control/jupyter@b.service.d; systemctl daemon-reload")
                .orFail();
        awaitLast(drill, "what was read again is seen", "look.*b.service active memory=3221225472.*");

        machine.run("systemctl", "kill", "-s", "KILL", "jupyter@a.service").orFail();
        awaitLast(drill, "what ended is seen", "look(?!.*a.service active).*");
        machine.run("systemctl", "daemon-reexec").orFail();
        awaitLast(
                drill,
                "a systemd that began anew is asked for all",
                "look: anew 0.*b.service active memory=3221225472.*");
        end(drill);
    }

    /** Nothing shows: no signal is sent for it, and the file's directory is made to look as it did. */
    private void changeInSecret(Background drill) {
        machine.run("touch", "/run/drill.pause").orFail();
        Container.awaitTrue("it looks away", () -> last(drill).equals("paused"));
        machine.sh("cd /run/systemd/system.control/jupyter@b.service.d && old=$(stat -c %y .)"
                        + " && systemctl set-property --runtime jupyter@b.service MemoryMax=5G && touch -d \"$old\" ."
                        + " && rm /run/drill.pause")
                .orFail();
    }

    @Test
    void whatGivesNoSignIsFoundWithinOneRound() {
        Background patient = follow("3600");
        changeInSecret(patient);
        int said = patient.stdout().length();
        Container.awaitTrue(
                "some looks later",
                () -> patient.stdout().substring(said).lines().count() > 10);
        assertTrue(last(patient).contains("anew 0"), last(patient));
        assertTrue(
                last(patient).contains("b.service active memory=1073741824 "), "it is well hidden: " + last(patient));
        end(patient);
        Background brief = follow("8");
        changeInSecret(brief);
        awaitLast(brief, "and found all the same", "look.*b.service active memory=5368709120.*");
        end(brief);
    }

    @Test
    void aForgedWordThatAUnitChangedIsNotBelieved() {
        machine.sh("id mallory || useradd mallory").orFail();
        Background drill = follow("3600");
        for (int i = 0; i < 5; i++) {
            int said = drill.stdout().length();
            machine.sh("for name in $(busctl list --unique --no-legend | awk '/java/{print $1}'); do"
                            + " runuser -u mallory -- busctl emit --destination=$name"
                            + " /org/freedesktop/systemd1/unit/jupyter_40a_2eservice org.freedesktop.DBus.Properties"
                            + " PropertiesChanged 'sa{sv}as' org.freedesktop.systemd1.Service 0 0 || exit; done")
                    .orFail();
            Container.awaitTrue(
                    "some looks later",
                    () -> drill.stdout().substring(said).lines().count() > 3);
            assertTrue(
                    drill.stdout().substring(said).lines().limit(3).allMatch(line -> line.contains("anew 0")),
                    drill.stdout().substring(said));
        }
        end(drill);
    }
}
