package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReportTest {

    private static StatusReport report(StatusReport.State state) {
        return new StatusReport(
                "0.1.0",
                4711,
                state,
                Optional.of(Instant.parse("2026-11-21T09:00:00Z")),
                new Activity(
                        Optional.of(Instant.parse("2026-11-21T10:00:01Z")),
                        Optional.of(Instant.parse("2026-11-21T10:05:00Z")),
                        List.of(
                                new Waiting("a lock", Instant.EPOCH, Optional.of(Duration.ofSeconds(15))),
                                new Waiting("a \"disk\"", Instant.EPOCH, Optional.empty()))),
                Optional.of(Instant.parse("2026-11-21T10:00:00Z")),
                Optional.of(Duration.ofMillis(7)),
                "nothing to do; \"waits\" for an edit",
                12,
                1,
                List.of("conflict (eve): not ours"),
                List.of("state.yaml:3:5: bad\ttab"));
    }

    @ParameterizedTest
    @EnumSource
    void comesBackAsItWas(StatusReport.State state) {
        StatusReport report = report(state);
        assertEquals(Optional.of(report), StatusReport.fromJson(report.toJson()));
    }

    @Test
    void comesBackWithoutAPass() {
        StatusReport report = new StatusReport(
                "0.1.0",
                1,
                StatusReport.State.STARTING,
                Optional.empty(),
                Activity.NONE,
                Optional.empty(),
                Optional.empty(),
                "starting",
                0,
                0,
                List.of(),
                List.of());
        assertEquals(Optional.of(report), StatusReport.fromJson(report.toJson()));
    }

    @Test
    void keysOfALaterReleaseAreSkipped() {
        StatusReport report = report(StatusReport.State.CONVERGED);
        String later = report.toJson().replaceFirst("\\{", "{\"held\":{\"a\":[1]},\"more\":[{\"x\":1}],\"n\":null,");
        assertEquals(Optional.of(report), StatusReport.fromJson(later));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"version\":1",
                "{\"version\":2}",
                "not json",
                "{\"version\":1,\"hubwarden\":\"x\",\"pid\":\"seven\"}"
            })
    void anythingElseIsNotUnderstood(String text) {
        assertEquals(Optional.empty(), StatusReport.fromJson(text));
    }

    @Test
    void aReportCutOffAnywhereIsNotUnderstood() {
        String json = report(StatusReport.State.CONVERGED).toJson().strip();
        for (int end = 0; end < json.length(); end++) {
            assertTrue(StatusReport.fromJson(json.substring(0, end)).isEmpty(), "cut at " + end);
        }
    }

    @Test
    void anotherVersionIsNotUnderstood() {
        String json = report(StatusReport.State.CONVERGED).toJson().replace("\"version\" : 1", "\"version\" : 2");
        assertEquals(Optional.empty(), StatusReport.fromJson(json));
    }
}
