package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.List;

/** Several who are told, one after the other. */
public record PassListeners(List<PassListener> all) implements PassListener {

    public PassListeners {
        all = List.copyOf(all);
    }

    @Override
    public void passed(PassResult result, Duration took) {
        all.forEach(listener -> listener.passed(result, took));
    }

    @Override
    public void at(Activity activity) {
        all.forEach(listener -> listener.at(activity));
    }

    @Override
    public void stuck(Duration since, String where) {
        all.forEach(listener -> listener.stuck(since, where));
    }
}
