package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hubwarden.observed.IdBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdBlocksTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void answersAsEachBlockDoes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<IdBlock> blocks = Stream.generate(() -> new IdBlock(random.nextInt(30), random.nextInt(12)))
                    .limit(random.nextInt(8))
                    .toList();
            IdBlocks all = new IdBlocks(blocks);
            for (long id = 0; id < 50; id++) {
                long asked = id;
                assertEquals(blocks.stream().anyMatch(b -> b.contains(asked)), all.contains(id), id + " in " + blocks);
            }
        }
    }

    @Test
    void aBlockWithoutEndDoesNotWrapAround() {
        IdBlocks blocks = new IdBlocks(List.of(new IdBlock(100, Long.MAX_VALUE), new IdBlock(500, 1)));
        assertEquals(
                List.of(false, true, true, true),
                Stream.of(99L, 100L, 501L, Long.MAX_VALUE).map(blocks::contains).toList());
    }
}
