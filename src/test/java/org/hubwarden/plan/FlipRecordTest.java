package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlipRecordTest {

    private static final Instant START = Instant.parse("2026-11-25T03:00:00Z");
    private static final Fact HOME = new Fact(Fact.Kind.HOME, "/home/jupyter-a", "");
    private static final Fact OTHER = new Fact(Fact.Kind.HOME, "/home/jupyter-b", "");

    private static FlipRecord record(int times, Duration apart) {
        FlipRecord record = FlipRecord.EMPTY;
        for (int i = 0; i < times; i++) {
            record = record.with(List.of(HOME), START.plus(apart.multipliedBy(i)));
        }
        return record;
    }

    @Test
    void threeTimesIsOften() {
        assertEquals(Map.of(), record(2, Duration.ofHours(1)).often());
        assertEquals(Map.of(HOME, START), record(3, Duration.ofHours(1)).often());
        assertEquals(
                Map.of(),
                record(2, Duration.ofHours(1)).with(List.of(OTHER), START).often());
    }

    @Test
    void onlyTheLastThreeAreKept() {
        assertEquals(
                Map.of(HOME, START.plus(Duration.ofHours(7))),
                record(10, Duration.ofHours(1)).often());
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        FlipRecord record = record(3, Duration.ofHours(1));
        assertEquals(1, record.at(START.plus(Duration.ofHours(23))).often().size());
        assertEquals(Map.of(), record.at(START.plus(FlipRecord.WINDOW)).often());
        assertEquals(FlipRecord.EMPTY, record.at(START.plus(Duration.ofHours(27))));
    }
}
