package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.hubwarden.model.HubName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends by date as the state file writes them, and which moment they are. */
class UntilTest {

    @ParameterizedTest
    @CsvSource({
        "2027-01-31, UTC, 2027-02-01T00:00:00Z",
        "2027-01-31, Europe/Berlin, 2027-01-31T23:00:00Z",
        "2027-12-31, Pacific/Kiritimati, 2027-12-31T10:00:00Z",
        "2028-02-28, UTC, 2028-02-29T00:00:00Z",
        // This day has 23 hours, and the other 25.
        "2027-03-28, Europe/Berlin, 2027-03-28T22:00:00Z",
        "2027-10-31, Europe/Berlin, 2027-10-31T23:00:00Z",
        // The day after begins at one o'clock: there is no midnight.
        "2027-04-29, Africa/Cairo, 2027-04-29T22:00:00Z",
        "2027-01-31T18:00:00Z, Asia/Tokyo, 2027-01-31T18:00:00Z",
        "2027-01-31T18:00Z, UTC, 2027-01-31T18:00:00Z",
        "2027-01-31T18:00:00+05:30, UTC, 2027-01-31T12:30:00Z",
        "2027-03-28T02:30:00+01:00, Europe/Berlin, 2027-03-28T01:30:00Z",
    })
    void isOneMoment(String text, String zone, String end) {
        assertTrue(Until.SHAPE.matcher(text).matches());
        assertEquals(Optional.of(Instant.parse(end)), Until.read(text).map(until -> until.end(ZoneId.of(zone))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-02-29",
                "2027-02-30",
                "2027-04-31",
                "2027-13-01",
                "2027-00-10",
                "2027-1-31",
                "27-01-31",
                "20270131",
                "0227-01-31",
                "1999-12-31",
                "3000-01-01",
                "31.01.2027",
                "2027/01/31",
                "2027-01-31 18:00:00Z",
                "2027-01-31T18:00:00",
                "2027-01-31T24:00:00Z",
                "2027-01-31T23:60:00Z",
                "2027-01-31T23:59:60Z",
                "2027-01-31t18:00:00z",
                "2027-01-31T18:00:00.5Z",
                "2027-01-31T18:00:00+19:00",
                "2027-01-31T18Z",
                "tomorrow",
                "never",
                "",
                "+2027-01-31",
                "2027-W05",
                "2027-031",
                " 2027-01-31",
            })
    void anythingElseIsRefused(String text) {
        boolean good = Until.SHAPE.matcher(text).matches() && Until.read(text).isPresent();
        assertFalse(good, text);
    }

    private static DesiredUser user(String yaml) {
        StateReading reading = StateParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "f");
        if (reading instanceof StateReading.Accepted accepted) {
            return Optional.ofNullable(accepted.state().users().get(new HubName("a")))
                    .orElseThrow();
        }
        throw new AssertionError(reading.toString());
    }

    @Test
    void aPersonMayBeAUserTillOneDateAndAnAdminTillAnother() {
        DesiredUser both = user("""
                version: 1
                groups: [g]
                users: {a: {until: 2027-06-30, groups: [g]}}
                admins: {a: {until: 2027-01-31}}
                """);
        assertEquals(Until.read("2027-06-30"), both.until());
        assertEquals(Until.read("2027-01-31"), both.adminUntil());
        assertEquals(1, both.groups().size());
        DesiredUser admin = user("version: 1\nusers: {a: {until: \"2027-06-30\"}}\nadmins: [a]\n");
        assertEquals(Until.read("2027-06-30"), admin.until());
        assertTrue(admin.admin() && admin.adminUntil().isEmpty());
        DesiredUser only = user("version: 1\nusers: []\nadmins: {a: {until: 2027-01-31, adopt: true}}\n");
        assertTrue(only.until().isEmpty() && only.adminUntil().isPresent() && only.adopt());
    }

    @Test
    void aPlainUserKeepsAllButTheRoot() {
        DesiredUser both = user("""
                version: 1
                groups: [g]
                users: {a: {until: 2027-06-30, groups: [g], adopt: true}}
                admins: {a: {until: 2027-01-31}}
                """);
        DesiredUser plain = both.withoutRoot();
        assertEquals(new DesiredUser(both.name(), false, true, both.groups(), both.until(), Optional.empty()), plain);
    }
}
