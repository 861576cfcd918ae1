package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What distributions write for a version. */
class SystemdVersionTest {

    @ParameterizedTest
    @CsvSource({
        "247.3-7+deb11u4, true",
        "249.11-0ubuntu3.12, true",
        "251~rc1, true",
        "v251.2, true",
        "252.39-1~deb12u1, false",
        "252, false",
        "257.9-1~deb13u1, false",
        "1000, false",
        "something, false",
        "'', false"
    })
    void isComparedByItsNumber(String text, boolean isBefore) {
        assertEquals(isBefore, new SystemdVersion(text).isBefore(252));
    }
}
