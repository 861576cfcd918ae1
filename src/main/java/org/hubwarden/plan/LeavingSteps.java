package org.hubwarden.plan;

import java.util.List;
import java.util.Optional;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.Remains.Mark;

/** What is to be done next for one who leaves, and what is known of their leaving by then. */
final class LeavingSteps {

    private final LedgerAccount account;
    private final Remains remains;
    private final LeavingSituation situation;
    private final LeavingDraft draft;
    private final Belongings belongings;
    private final boolean inGrace;

    LeavingSteps(LedgerAccount account, Remains remains, LeavingSituation situation) {
        this.account = account;
        this.remains = remains;
        this.situation = situation;
        Leaving leaving = account.leaving().orElse(Leaving.BEGINNING);
        boolean begins =
                leaving.stages().isEmpty() && !situation.settings().grace().isZero();
        this.inGrace = begins || situation.times().inGrace().contains(account.unix());
        this.draft = new LeavingDraft(leaving, situation.now());
        this.belongings = new Belongings(account, remains, situation, draft);
        situation.times().day().ifPresent(day -> draft.know(known -> known.passedOn(day)));
        rights();
        lock();
        sessions();
        processes();
        belongings.plan();
    }

    /** Whether nothing is left but the account, and somebody asked that it goes. */
    boolean mayGo() {
        return belongings.isToGo() && draft.plansNothing() && draft.isDone(Stage.ARCHIVE);
    }

    /** What keeps the home from being packed or brought back, a sentence for people. */
    Optional<String> trouble() {
        return belongings.trouble();
    }

    List<LeavingStep> steps() {
        return draft.steps();
    }

    Leaving leaving() {
        return draft.leaving();
    }

    private void rights() {
        if (remains.has(Mark.SUDO)) {
            Reason reason = new Reason("sudo would not ask again");
            draft.add(new LeavingStep.ForgetSudo(account.unix(), account.uid(), reason));
        }
        draft.close(Stage.RIGHTS, true);
    }

    private void lock() {
        situation.unit().ifPresent(this::lock);
        draft.close(Stage.LOCK, !inGrace && (situation.unit().isEmpty() || draft.isDone(Stage.LOCK)));
    }

    private void lock(UnitName unit) {
        boolean isMasked = remains.has(Mark.MASK);
        boolean runs = situation.isRunning().orElse(false);
        if (!isMasked) {
            draft.add(new LeavingStep.Mask(account.unix(), unit, new Reason("it could be started")));
        }
        boolean isUnproved = !isMasked || !draft.isDone(Stage.LOCK);
        if (!inGrace && situation.isRunning().isPresent() && (runs || isUnproved)) {
            Reason reason = new Reason(runs ? "it runs" : "nobody tried yet");
            draft.add(new LeavingStep.Halt(account.unix(), unit, reason));
        }
    }

    private void sessions() {
        if (!remains.jobs().isEmpty()) {
            Reason reason = new Reason("it would start something later");
            draft.add(new LeavingStep.SetAside(account.unix(), account.uid(), remains.jobs(), reason));
        }
        boolean isSignedOn = remains.has(Mark.SIGNED_ON) || remains.has(Mark.LINGER);
        boolean begins = draft.leaving().progress(Stage.SESSIONS).isEmpty();
        if (inGrace && begins && (isSignedOn || situation.isRunning().orElse(false))) {
            draft.add(new LeavingStep.Tell(account.unix(), account.uid(), text(), new Reason("the grace begins")));
        }
        if (isSignedOn && !inGrace) {
            Reason reason = new Reason(remains.has(Mark.SIGNED_ON) ? "they are logged in" : "they would be at boot");
            draft.add(new LeavingStep.EndSessions(account.unix(), account.uid(), reason));
        }
        draft.close(Stage.SESSIONS, !isSignedOn);
    }

    private String text() {
        return situation
                .settings()
                .message()
                .orElse("Your account " + account.unix() + " has ended. What runs here goes on for "
                        + situation.settings().grace().toMinutes() + " minutes; save your work.");
    }

    /** What ran until now may have left something behind, however it ended. */
    private void processes() {
        boolean isDoubtful = !draft.isDone(Stage.PROCESSES)
                || remains.has(Mark.ALIVE)
                || draft.plans(Stage.LOCK)
                || draft.plans(Stage.SESSIONS);
        if (!inGrace && isDoubtful) {
            Reason reason = new Reason(remains.has(Mark.ALIVE) ? "something of theirs runs" : "something may run");
            draft.add(new LeavingStep.EndProcesses(
                    account.unix(), account.uid(), situation.spare(), account.home(), reason));
        }
    }
}
