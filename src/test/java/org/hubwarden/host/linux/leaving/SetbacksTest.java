package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.Remains;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed rests for longer each time, and not for longer than somebody wants. */
class SetbacksTest {

    private static final UnixName ALICE = new UnixName("jupyter-alice");
    private static final long MB = 1_000_000;

    private Instant now = Instant.parse("2026-11-26T05:00:00Z");
    private Setbacks setbacks = new Setbacks(Root.machine(), () -> now);
    private Path file = Path.of("/");

    @BeforeEach
    void begin(@TempDir Path tree) throws Exception {
        Files.createDirectories(tree.resolve("run"));
        setbacks = new Setbacks(Root.tree(tree), () -> now);
        file = tree.resolve("run/hubwarden/setbacks/" + ALICE);
    }

    private Optional<Duration> rest() {
        return setbacks.of(ALICE, 0).map(setback -> Duration.between(now, setback.again()));
    }

    @Test
    void eachFailureIsFollowedByALongerRestUpToAnHour() {
        assertEquals(Optional.empty(), rest());
        for (int minutes : new int[] {5, 10, 20, 40, 60, 60}) {
            setbacks.keep(ALICE, "tar said\nno", Optional.empty());
            assertEquals(
                    Optional.of((long) minutes),
                    rest().map(d -> d.plusSeconds(1).toMinutes()));
            now = now.plus(rest().orElseThrow());
            assertEquals(Optional.empty(), rest(), "it is tried again");
        }
        setbacks.forget(ALICE);
        setbacks.keep(ALICE, "tar said\nno", Optional.empty());
        assertEquals(Optional.of("tar said\nno"), setbacks.of(ALICE, 0).map(Remains.Setback::why));
        assertEquals(Optional.of(5L), rest().map(Duration::toMinutes), "after a success it begins anew");
    }

    @Test
    void roomEndsTheRestOfWhatFailedForWantOfIt() {
        setbacks.keep(ALICE, "full", Optional.of(100 * MB));
        assertTrue(setbacks.of(ALICE, 90 * MB).isPresent());
        assertTrue(setbacks.of(ALICE, 110 * MB).isPresent(), "it would fail again");
        assertTrue(setbacks.of(ALICE, 200 * MB).isEmpty());
        setbacks.keep(ALICE, "mounted", Optional.empty());
        assertTrue(setbacks.of(ALICE, 200 * MB).isPresent(), "that was not why");
    }

    @Test
    void whoInsistsIsObeyedAndNoFileIsTakenForMoreThanItIs() throws Exception {
        setbacks.keep(ALICE, "no", Optional.empty());
        assertTrue(rest().isPresent());
        setbacks.forgetAll();
        assertTrue(rest().isEmpty());

        setbacks.keep(ALICE, "no", Optional.empty());
        Files.writeString(file, "2036-11-26T05:00:00Z\n1\n-1\na clock was wrong");
        assertTrue(rest().isEmpty());
        Files.writeString(file, "2026-11-26T05:01:00Z\n1");
        assertTrue(rest().isEmpty());
    }
}
