package org.hubwarden.host.linux.leaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
        assertTrue(killed.status() > 128, killed::toString);
        assertEquals(new Programs.Result(0, "yes"), Programs.run(List.of("/usr/bin/printf", "yes\n"), 10));
    }
}
