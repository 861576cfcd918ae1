package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;

/**
 * What a look at the processes of the machine found.
 *
 * @param found those that were looked for; they are there whatever was not seen
 * @param unproven why there may be more: the look did not find what it had to find. Empty when it showed that it can see
 */
public record ProcessesSight(List<RunningProcess> found, Optional<String> unproven) {

    public ProcessesSight {
        found = List.copyOf(found);
    }

    /** Nothing was seen, for this reason. */
    public static ProcessesSight unproven(String why) {
        return new ProcessesSight(List.of(), Optional.of(why));
    }

    /** Whether there is none, and that is shown. */
    public boolean isProvenNone() {
        return found.isEmpty() && unproven.isEmpty();
    }
}
