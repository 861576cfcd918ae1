package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The class-data archive: it is used, it helps, and nothing that happens to it is ever seen. */
@ParameterizedClass
@ValueSource(strings = {"bookworm", "trixie"})
class ClassDataIT {

    private static final String ARCHIVE = "/usr/lib/hubwarden/hubwarden.jsa";
    private static final int RUNS = 8;

    private static Container machine = Container.debian("bookworm");

    @Parameter
    String suite = "";

    @BeforeParameterizedClassInvocation
    static void start(String suite) {
        machine = Container.boot(suite);
        Hub.start(machine, "version: 1\nusers: [alice]\nadmins: [dana]\n");
    }

    @AfterParameterizedClassInvocation
    static void halt() {
        machine.close();
    }

    @Test
    void theDaemonUsesIt() {
        machine.sh("grep " + ARCHIVE + " /proc/$(systemctl show -p MainPID --value hubwarden)/maps")
                .orFail();
    }

    @Test
    void noDamageIsEverSeen() throws IOException {
        machine.write(
                "/root/class-data.sh",
                Files.readString(Path.of("src/test/resources/system/class-data.sh"), StandardCharsets.UTF_8));
        Result tried = machine.run("bash", "/root/class-data.sh").orFail();
        List<String> bad =
                tried.lines().stream().filter(line -> !line.startsWith("ok ")).toList();
        assertEquals(List.of(), bad);
        assertEquals(26, tried.lines().size(), tried::toString);
        assertEquals("", tried.stderr());
    }

    /** In processor time, whose least of some runs the load of the machine hardly changes. */
    @Test
    void aCommandNeedsLessWithIt() {
        double with = Double.MAX_VALUE;
        double without = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            with = Math.min(with, processorTime(""));
            without = Math.min(without, processorTime("none"));
        }
        double ratio = with / without;
        assertTrue(ratio < 0.95, () -> "with the archive a command needs " + ratio + " of the time");
    }

    private static double processorTime(String classData) {
        String times = machine.run(
                        "bash",
                        "-c",
                        "TIMEFORMAT='%U %S'; time HUBWARDEN_CLASS_DATA=" + classData + " hubwarden plan >/dev/null")
                .orFail()
                .stderr()
                .strip();
        String[] parts = times.split(" ", -1);
        return Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
    }

    /** What dpkg does after it has unpacked another Java. */
    @Test
    void itIsMadeAgainWhenAJavaChanges() {
        String before = machine.sh("cat " + ARCHIVE + ".for").orFail().stdout();
        machine.sh("mkdir -p /root/jre/DEBIAN /root/jre/usr/lib/jvm/other && touch /root/jre/usr/lib/jvm/other/release"
                        + " && printf 'Package: other-jre\\nVersion: 1\\nArchitecture: all\\nMaintainer: nobody\\n"
                        + "Description: a Java\\n' >/root/jre/DEBIAN/control"
                        + " && dpkg-deb -b /root/jre /root/jre.deb && dpkg -i /root/jre.deb")
                .orFail();
        assertNotEquals(before, machine.sh("cat " + ARCHIVE + ".for").orFail().stdout());
        assertEquals(
                "", machine.sh("ls -A /usr/lib/hubwarden | grep class-data-").stdout());
    }
}
