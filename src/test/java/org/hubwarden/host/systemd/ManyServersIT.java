package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hubwarden.system.Container;
import org.hubwarden.system.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A morning at a university: everybody's server is started at once. */
class ManyServersIT {

    private static final int MANY = Integer.getInteger("hubwarden.servers", 100);

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void allThatAreStartedAtOnceRunWithATmpOfTheirOwn(String suite) {
        try (Container machine = Container.boot(suite)) {
            Inside inside = Inside.of(machine);
            String users =
                    IntStream.range(0, MANY).mapToObj(i -> "  '" + i + "':\n").collect(Collectors.joining());
            machine.write(
                    "/etc/hubwarden/state.yaml",
                    "version: 1\nhub: {spawner: hubwarden, command: [/bin/sleep, infinity]}\nusers:\n" + users);
            machine.run("hubwarden", "apply").orFail();

            Result started = inside.drill("start", "jupyter@.service", Integer.toString(MANY));
            assertTrue(started.stdout().contains("reached: " + MANY + "\n"), started::toString);
            System.out.println(
                    MANY + " servers started at once, in ms: " + started.lines().get(0));
            assertEquals(MANY, count(machine, "systemctl list-units --no-legend 'jupyter@*' | grep -c running"));
            // A unit is active from when its process is made, which then makes its /tmp.
            String tmps =
                    "for p in $(systemctl show -p MainPID --value 'jupyter@*'); do grep ' /tmp ' /proc/$p/mountinfo;"
                            + " done | awk '{print $4}' | sort -u | grep -c '/systemd-private-.*-jupyter@'";
            Container.awaitTrue(
                    "each has its own", () -> machine.sh(tmps).stdout().equals(MANY + "\n"));
            inside.drill("stop", "jupyter@.service", Integer.toString(MANY));
        }
    }

    private static int count(Container machine, String script) {
        return Integer.parseInt(machine.sh(script).orFail().stdout().strip());
    }
}
