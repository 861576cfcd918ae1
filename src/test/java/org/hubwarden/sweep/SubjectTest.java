package org.hubwarden.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is called, and that it is looked into. */
class SubjectTest {

    /** Where nss-systemd(8) reads them. */
    @ParameterizedTest
    @ValueSource(strings = {"/etc", "/run", "/run/host", "/usr/local/lib", "/usr/lib"})
    void recordsOfAccounts(String directory) {
        assertEquals(
                "an account or membership record",
                Subject.of(directory + "/userdb/x.user").what());
        Coverage coverage = Coverage.of(List.of());
        Coverage.Place place = coverage.top();
        for (String name : (directory + "/userdb/x.user").substring(1).split("/", -1)) {
            place = coverage.below(place, name);
        }
        assertEquals(Coverage.Depth.CONTENT, place.depth());
    }
}
