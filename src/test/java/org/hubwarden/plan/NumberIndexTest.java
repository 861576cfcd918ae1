package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberIndexTest {

    private static final long HIGHEST = 0xFFFF_FFFFL;

    /** As a map of lists would, with numbers that lie close together, far apart and one on the other's place. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithAMap(long seed) {
        Random random = new Random(seed);
        NumberIndex index = new NumberIndex(random.nextInt(50));
        Map<Long, List<String>> expected = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            long number = random.nextInt(3) == 0 ? HIGHEST - random.nextInt(9) * 65_536L : random.nextInt(900);
            String name = "n" + i;
            List<String> holders = expected.computeIfAbsent(number, n -> new ArrayList<>());
            if (random.nextBoolean()) {
                index.add(number, name);
                holders.add(name);
            } else {
                index.replace(number, name);
                holders.add(0, name);
            }
        }
        expected.forEach((number, holders) -> {
            assertEquals(holders.size(), index.count(number));
            assertEquals(Optional.of(holders.get(0)), index.holder(number));
        });
        assertEquals(0, index.count(5_000));
        assertEquals(Optional.empty(), index.holder(5_000));
        long highest = expected.keySet().stream()
                .filter(n -> n <= 500)
                .max(Long::compare)
                .orElseThrow();
        assertEquals(highest, index.highest(10, 500));
        assertEquals(1_999, index.highest(2_000, 3_000));
    }
}
