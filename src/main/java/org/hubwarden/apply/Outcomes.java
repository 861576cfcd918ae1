package org.hubwarden.apply;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Change;

/** Turns what deeds return and throw into outcomes, so that no step can do something and tell nobody. */
final class Outcomes {

    private final Consumer<Outcome> told;

    Outcomes(Consumer<Outcome> told) {
        this.told = told;
    }

    /** Does it, and tells. Whether it went well. */
    <C extends Change> boolean of(C change, Deed<? super C> deed) {
        try {
            deed.run(change);
            done(change);
            return true;
        } catch (HostFailure e) {
            told.accept(new Outcome.Failed(change, e.sentence()));
            return false;
        }
    }

    void done(Change change) {
        told.accept(new Outcome.Done(change));
    }

    /** One of many that were done together. */
    void told(Change change, Optional<String> failure) {
        failure.ifPresentOrElse(why -> told.accept(new Outcome.Failed(change, why)), () -> done(change));
    }

    void failed(Collection<? extends Change> changes, String why) {
        changes.forEach(change -> told.accept(new Outcome.Failed(change, why)));
    }
}
