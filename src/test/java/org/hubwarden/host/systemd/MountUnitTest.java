package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As systemd-escape --path --suffix=mount says. */
class MountUnitTest {

    @ParameterizedTest
    @CsvSource({
        "/home/alice, home-alice.mount",
        "/home/jupyter-alice/m, home-jupyter\\x2dalice-m.mount",
        "/home/a\\040b, home-a\\x20b.mount",
        "/.hidden/x, \\x2ehidden-x.mount",
        "/a/\\134b, a-\\x5cb.mount"
    })
    void isNamedAsSystemdDoes(String path, String unit) {
        assertEquals(unit, MountUnit.of(path));
    }
}
