package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What packing leaves to others, and what becomes of a program that would take it. */
class ReserveTest {

    @Test
    void isAPartOfASmallDiskAndNoMoreThanAGigabyteOfALargeOne() {
        assertEquals(50_000_000, Reserve.of(1_000_000_000));
        assertEquals(1L << 30, Reserve.of(1L << 50));
    }

    @Test
    void aProgramIsKilledOnceThereIsTooLittle() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Programs.Result killed =
                Programs.runWhile(() -> looks.incrementAndGet() < 3, List.of("/usr/bin/sleep", "600"), 10);
        assertTrue(killed.status() > 128 && killed.wasStopped(), killed::toString);
        assertEquals(new Programs.Result(0, "yes", false), Programs.run(List.of("/usr/bin/printf", "yes\n"), 10));
    }

    @Test
    void onlyWhatDidNotGetFinishedHadNoRoom() {
        Programs.Result finished = new Programs.Result(0, "", false);
        assertEquals(Optional.empty(), HomePacking.failure("/home/a", finished, false));
        assertEquals(Optional.empty(), HomePacking.failure("/home/a", finished, true), "others took it meanwhile");
        assertEquals(Optional.empty(), HomePacking.failure("/home/a", new Programs.Result(0, "", true), true));
        Optional<String> none = Optional.of(Room.NONE);
        Programs.Result killed = new Programs.Result(137, "", true);
        assertEquals(none, HomePacking.failure("/home/a", killed, false), "others made room again meanwhile");
        Programs.Result failed = new Programs.Result(2, "odd", false);
        assertEquals(none, HomePacking.failure("/home/a", failed, true));
        String why = HomePacking.failure("/home/a", failed, false).orElseThrow();
        assertTrue(why.contains("status 2: odd") && !Room.isWanting(why), why);
    }
}
