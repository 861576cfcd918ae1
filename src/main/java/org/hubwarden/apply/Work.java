package org.hubwarden.apply;

import java.util.function.BooleanSupplier;
import org.hubwarden.host.Doors;

/**
 * What all steps work with.
 *
 * @param stopping asked between the steps; once it says yes, nothing more is begun
 */
record Work(Doors doors, Outcomes outcomes, BooleanSupplier stopping) {

    boolean isStopping() {
        return stopping.getAsBoolean();
    }
}
