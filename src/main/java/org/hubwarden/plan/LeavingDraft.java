package org.hubwarden.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.UnixName;

/** The steps for one who leaves as they are put together, and what will be known of their leaving once they are done. */
final class LeavingDraft {

    private final Instant now;
    private final List<LeavingStep> steps = new ArrayList<>();
    private Leaving leaving;

    LeavingDraft(Leaving leaving, Instant now) {
        this.leaving = leaving;
        this.now = now;
    }

    List<LeavingStep> steps() {
        return List.copyOf(steps);
    }

    Leaving leaving() {
        return leaving;
    }

    /** The time of leaving that all this is about. */
    Occasion occasion(UnixName unix) {
        return Occasion.of(unix, leaving.begun(Stage.ARCHIVE, now));
    }

    boolean isDone(Stage stage) {
        return leaving.done(stage).isPresent();
    }

    boolean plans(Stage stage) {
        return steps.stream().anyMatch(step -> step.stage() == stage);
    }

    boolean plansNothing() {
        return steps.isEmpty();
    }

    void add(LeavingStep step) {
        steps.add(step);
        leaving = leaving.begun(step.stage(), now);
    }

    void know(UnaryOperator<Leaving> more) {
        leaving = more.apply(leaving);
    }

    /** A stage for which something is planned is not done before that is. */
    void close(Stage stage, boolean isDone) {
        if (isDone && !plans(stage)) {
            leaving = leaving.done(stage, now);
        }
    }
}
