package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private final Semaphore looks = new Semaphore(0);
    private final Semaphore news = new Semaphore(0);
    private volatile Runnable meanwhile = () -> {};
    private volatile boolean isFileOfLook = true;
    private final RootWatch watch = new RootWatch(look -> {
        meanwhile.run();
        looks.release();
        return new RootInquiry.Answer(answers.remove(0), isFileOfLook);
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

    @Test
    void whatWasAskedAboutAStateFileThatNoPassHasObeyedIsNotTold() {
        passes(false);
        answers.addAll(List.of(BOB, BOB));
        isFileOfLook = false;
        watch.look();
        passes(true);
        assertEquals(0, findings());
        isFileOfLook = true;
        watch.look();
        assertEquals(1, findings());
    }

    @Test
    void whoeverSavesTheStateFileAllTheTimeHidesNothing() {
        passes(false);
        answers.addAll(List.of(BOB, BOB, BOB, BOB));
        isFileOfLook = false;
        for (int i = 0; i < 3; i++) {
            watch.look();
            assertEquals(0, findings());
        }
        watch.look();
        assertEquals(1, findings());
    }

    /** By itself it looks every quarter of an hour; so long nobody waits here. */
    private static boolean comes(Semaphore what) throws InterruptedException {
        return what.tryAcquire(1, TimeUnit.MINUTES);
    }

    private void begin() {
        watch.begin(news::release);
        watch.hurry();
    }

    @Test
    void anAnswerThatAPassHasOvertakenIsAskedAgainAtOnce() throws Exception {
        passes(false);
        answers.addAll(List.of(NOBODY, BOB));
        meanwhile = () -> {
            meanwhile = () -> {};
            passes(true);
        };
        begin();
        assertTrue(comes(news));
        assertEquals(1, findings());
    }

    @Test
    void anAnswerThatAPassWillOvertakeIsAskedAgainAfterThatPass() throws Exception {
        passes(false);
        answers.addAll(List.of(BOB, NOBODY));
        isFileOfLook = false;
        begin();
        assertTrue(comes(looks));
        assertFalse(looks.tryAcquire(300, TimeUnit.MILLISECONDS), "before it the same would be found");
        isFileOfLook = true;
        passes(false);
        assertTrue(comes(news));
        assertEquals(0, findings());
    }

    @Test
    void whatAPassMayHaveEndedIsAskedAgainAtOnce() throws Exception {
        passes(false);
        answers.addAll(List.of(BOB, NOBODY));
        begin();
        assertTrue(comes(news));
        assertEquals(1, findings());
        passes(true);
        assertTrue(comes(news));
        assertEquals(0, findings());
    }
}
