package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.StateFileReading;
import org.junit.jupiter.api.Test;

/** How long is thought about a file that is rewritten all the time. */
class StateSettlingTest {

    private final List<String> thoughts = new ArrayList<>();
    private int reads;
    private int waits;

    private final StateSettling settling = new StateSettling(this::another, thought -> {
        waits++;
        thought.map(StateSettlingTest::text).ifPresent(thoughts::add);
        return true;
    });

    private StateFileReading another() {
        return new StateFileReading.Content(("# " + reads++).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(StateFileReading reading) {
        return new String(((StateFileReading.Content) reading).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void onlyTheFirstTwoReadingsAreThoughtAbout() throws Exception {
        Optional<StateFileReading> settled = settling.settled();
        assertInstanceOf(StateFileReading.Refused.class, settled.orElseThrow());
        assertEquals(20, waits);
        assertEquals(List.of("# 0", "# 1"), thoughts);
    }

    @Test
    void theNextTimeItIsThoughtAgain() throws Exception {
        settling.settled();
        thoughts.clear();
        settling.settled();
        assertEquals(List.of("# 21", "# 22"), thoughts);
    }
}
