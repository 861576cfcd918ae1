package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is told that something changed reads what was published before. */
class PassListenersTest {

    private final List<String> told = new ArrayList<>();

    private PassListener named(String name) {
        return new PassListener() {
            @Override
            public void passed(PassResult result, Duration took) {
                told.add(name + " passed " + result.verdict());
            }

            @Override
            public void at(Activity activity) {
                told.add(name + " at");
            }

            @Override
            public void stuck(Duration since, String where) {
                told.add(name + " stuck " + where);
            }
        };
    }

    @Test
    void allAreToldOneAfterTheOther(@TempDir Path directory) throws Exception {
        List<PassListener> given = new ArrayList<>(List.of(named("file"), named("signal")));
        PassListeners listeners = new PassListeners(given);
        given.clear();
        listeners.passed(new TreeMachine(directory).pass(), Duration.ZERO);
        listeners.at(Activity.NONE);
        listeners.stuck(Duration.ZERO, "here");
        assertEquals(
                List.of(
                        "file passed NO_STATE",
                        "signal passed NO_STATE",
                        "file at",
                        "signal at",
                        "file stuck here",
                        "signal stuck here"),
                told);
    }
}
