package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jupyter@alice.service",
                "jupyter@0a.service",
                "jupyter@a_b-c.d@e.service",
                "jupyter@a\\x2bb.service",
                "0.service",
                "jupyterhub-users.slice"
            })
    void aPathIsReadAsItWasWritten(String unit) {
        assertEquals(Optional.of(unit), ObjectPath.unit(ObjectPath.of(unit)));
    }

    @Test
    void whatIsNoUnitsPathNamesNone() {
        assertEquals(Optional.empty(), ObjectPath.unit("/org/freedesktop/systemd1/job/12"));
        assertEquals(Optional.of("a_4"), ObjectPath.unit("/org/freedesktop/systemd1/unit/a_4"));
    }
}
