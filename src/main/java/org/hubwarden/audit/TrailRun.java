package org.hubwarden.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.plan.Change;

/**
 * The changes of one pass that are to be told.
 *
 * @param id of the pass
 * @param stateSha256 of the state that was in force
 * @param areDone whether all of them are known to be done; otherwise they were meant to be
 * @param changes by their numbers
 */
record TrailRun(String id, Optional<String> stateSha256, boolean areDone, Map<Integer, Change> changes) {

    TrailRun {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /** The same run with only some of its changes, which are done. */
    TrailRun done(Map<Integer, Change> some) {
        return new TrailRun(id, stateSha256, true, some);
    }

    /** All entries that are due. */
    List<Telling> tellings() {
        return changes.entrySet().stream()
                .flatMap(e -> Telling.of(e.getKey(), e.getValue()).stream())
                .toList();
    }
}
