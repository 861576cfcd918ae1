package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.model.HubName;
import org.hubwarden.plan.Finding;
import org.junit.jupiter.api.Test;

/** What is told of people whom somebody deleted in the hub. */
class HubDeletionsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");

    private final HubDeletions deletions = new HubDeletions();

    private static List<HubName> names(String... names) {
        return Arrays.stream(names).map(HubName::new).toList();
    }

    private static Optional<DesiredState> state(String users) {
        byte[] text = ("version: 1\nusers: [" + users + "]\n").getBytes(StandardCharsets.UTF_8);
        return Optional.of(((StateReading.Accepted) StateParser.parse(text, "state.yaml")).state());
    }

    private String said(String users) {
        return deletions.finding(state(users)).map(Finding::sentence).orElse("");
    }

    @Test
    void onlyWhoIsStillListedComesBack() {
        assertTrue(deletions.heard(names("bob", "eve"), NOW).isPresent());
        assertTrue(said("alice, bob").startsWith("bob was deleted in the hub's admin console"), said("alice, bob"));
        assertTrue(said("bob, eve").startsWith("bob, eve were deleted"), said("bob, eve"));
        assertEquals("", said("alice"));
        assertEquals(Optional.empty(), deletions.finding(Optional.empty()));
        deletions.heard(names(), NOW);
        assertEquals("", said("bob"));
    }

    @Test
    void aWholeClassIsNotNamed() {
        String[] class1 = IntStream.range(0, 30).mapToObj(i -> "u" + i).toArray(String[]::new);
        deletions.heard(names(class1), NOW);
        assertTrue(said(String.join(", ", class1)).contains("u9 and 20 more were deleted"), said("u1"));
    }

    @Test
    void whatIsSaidAgainOrAllTheTimeIsNoNews() {
        assertEquals(Optional.of(Duration.ZERO), deletions.heard(names("bob"), NOW));
        assertEquals(Optional.empty(), deletions.heard(names("bob"), NOW.plusSeconds(60)));
        Instant later = NOW.plusSeconds(60);
        assertEquals(Optional.of(Duration.ZERO), deletions.heard(names("eve"), later));
        assertEquals(Optional.of(Duration.ofSeconds(9)), deletions.heard(names("bob"), later.plusSeconds(1)));
        assertEquals(Optional.empty(), deletions.heard(names("eve"), later.plusSeconds(2)), "a pass is coming");
        assertTrue(said("eve").startsWith("eve was"), said("eve"));
        assertEquals(Optional.of(Duration.ofSeconds(8)), deletions.heard(names(), later.plusSeconds(12)));
    }
}
