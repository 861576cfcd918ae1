package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.SearchSight;

/** Whether what was to end for people who leave, or who are no admins any more, has ended. Much of that shows nowhere but in the ledger. */
record EndingEvidence(Survey survey) {

    /** Of what cannot be seen, the ledger that was stored afterwards tells. */
    boolean isDone(LeavingStep step) {
        Optional<Remains> remains = survey.observed().leavers().of(step.unix());
        if (remains.isEmpty()) {
            return false;
        }
        if (step instanceof LeavingStep.ForgetSudo) {
            return !remains.get().has(Remains.Mark.SUDO);
        }
        if (step instanceof LeavingStep.Mask || step instanceof LeavingStep.Unmask) {
            return remains.get().has(Remains.Mark.MASK) != step.isReturn();
        }
        if (step instanceof LeavingStep.SetAside s) {
            return s.jobs().stream().noneMatch(remains.get().jobs()::contains);
        }
        if (step instanceof LeavingStep.EndSessions) {
            return !remains.get().has(Remains.Mark.SIGNED_ON) && !remains.get().has(Remains.Mark.LINGER);
        }
        if (step instanceof LeavingStep.CloseKeys) {
            return !remains.get().has(Remains.Mark.KEYS);
        }
        if (step instanceof LeavingStep.TakeBack) {
            return !remains.get().has(Remains.Mark.SET_ASIDE);
        }
        if (step instanceof LeavingStep.PackHome p) {
            return remains.get().has(Remains.Mark.AT_WORK) || remains.get().isIn(p.file());
        }
        if (step instanceof LeavingStep.ListFiles l) {
            return remains.get().has(Remains.Mark.LISTING)
                    || remains.get().list(l.file()).isPresent();
        }
        if (step instanceof LeavingStep.RestoreHome) {
            return remains.get().has(Remains.Mark.AT_WORK);
        }
        if (step instanceof LeavingStep.Tell) {
            return false;
        }
        if (step instanceof LeavingStep.GiveBack) {
            return isOutOfArchive(step.unix());
        }
        return survey.ledger()
                .account(step.unix())
                .flatMap(LedgerAccount::leaving)
                .flatMap(leaving -> leaving.done(step.stage()))
                .isPresent();
    }

    private boolean isOutOfArchive(UnixName unix) {
        return survey.ledger()
                .account(unix)
                .map(account -> account.leaving().flatMap(Leaving::archive).isEmpty())
                .orElse(false);
    }

    boolean isDone(DemotionStep step) {
        return survey.ledger()
                .account(step.unix())
                .flatMap(LedgerAccount::demotion)
                .map(demotion -> demotion(step, demotion))
                .orElse(false);
    }

    /** What was told or killed shows nowhere: the ledger that was stored afterwards tells. */
    private boolean demotion(DemotionStep step, Demotion demotion) {
        if (step instanceof DemotionStep.Tell) {
            return demotion.told();
        }
        if (step instanceof DemotionStep.Serve) {
            return !demotion.served() && demotion.ended().isPresent();
        }
        SearchSight search = survey.observed().rights().search();
        if (step instanceof DemotionStep.Search s) {
            return search.after().containsAll(s.after());
        }
        if (step instanceof DemotionStep.TakeBit t) {
            boolean isKnown = !search.underWay() && !search.after().isEmpty();
            return isKnown && search.found().stream().noneMatch(file -> file.inode() == t.inode());
        }
        if (step instanceof DemotionStep.Kill kill) {
            return survey.observed()
                    .rights()
                    .holders()
                    .map(seen -> seen.found().stream()
                            .noneMatch(process -> kill.pids().contains(process.pid())))
                    .orElse(false);
        }
        return step instanceof DemotionStep.End
                ? demotion.ended().isPresent()
                : demotion.proven().isPresent();
    }
}
