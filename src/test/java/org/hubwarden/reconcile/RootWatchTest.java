package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Changes;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.HubName;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;
import org.hubwarden.rights.Way;
import org.junit.jupiter.api.Test;

/** An answer that a pass has overtaken is none. */
class RootWatchTest {

    private static final RootAccess NOBODY = new RootAccess(List.of(), List.of());
    private static final RootAccess BOB = new RootAccess(
            List.of(new RootAccount(
                    "jupyter-bob",
                    Optional.of(1002L),
                    Optional.of(new HubName("bob")),
                    List.of(new Way(
                            Way.Kind.SUDO,
                            "sudo, by the rule for %jupyterhub-admins: ALL",
                            List.of("/etc/sudoers.d/jupyterhub-admins:2"),
                            OptionalInt.empty())))),
            List.of());

    private final List<RootAccess> answers = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final RootWatch watch = new RootWatch(look -> {
        meanwhile.run();
        return answers.remove(0);
    });

    private static PassResult pass(boolean changed) {
        StateInForce state = new StateInForce(Optional.empty(), Optional.empty(), false, List.of(), List.of());
        Assessment look =
                new Assessment(state, Ledger.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        List<Outcome> outcomes = changed ? List.of(new Outcome.Done(Changes.create())) : List.of();
        return new PassResult("f00d", PassResult.Verdict.CONVERGED, look, outcomes, Optional.empty(), List.of());
    }

    private void passes(boolean changed) {
        watch.passed(pass(changed), Duration.ZERO);
    }

    private int findings() {
        return watch.with(List.of()).size();
    }

    @Test
    void whatWasSeenHalfBeforeAPassAndHalfAfterIsNotTold() {
        passes(false);
        answers.addAll(List.of(BOB, NOBODY));
        meanwhile = () -> passes(true);
        watch.look();
        assertEquals(0, findings());
        meanwhile = () -> passes(false);
        watch.look();
        assertEquals(0, findings());
    }

    @Test
    void aPassThatChangesNothingOvertakesNothing() {
        passes(false);
        answers.add(BOB);
        meanwhile = () -> passes(false);
        watch.look();
        assertEquals(1, findings());
    }

    @Test
    void whoeverChangesSomethingAllTheTimeHidesNothing() {
        passes(false);
        answers.addAll(List.of(BOB, BOB, BOB, BOB));
        meanwhile = () -> passes(true);
        for (int i = 0; i < 3; i++) {
            watch.look();
            assertEquals(0, findings());
        }
        watch.look();
        assertEquals(1, findings());
    }
}
