package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
import org.hubwarden.observed.FileList;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.Remains.Mark;

/** What is to be done with what one who leaves has left behind: keys in the home, files elsewhere, the home itself. Only once nothing of theirs runs. */
final class Belongings {

    private final LedgerAccount account;
    private final Remains remains;
    private final LeavingSituation situation;
    private final LeavingDraft draft;

    Belongings(LedgerAccount account, Remains remains, LeavingSituation situation, LeavingDraft draft) {
        this.account = account;
        this.remains = remains;
        this.situation = situation;
        this.draft = draft;
    }

    void plan() {
        if (draft.isDone(Stage.PROCESSES) && !draft.plans(Stage.PROCESSES)) {
            keys();
        }
        archive();
    }

    /** What keeps the home from being packed or brought back, a sentence for people. */
    Optional<String> trouble() {
        boolean isDue = draft.leaving().archive().isPresent()
                ? draft.leaving().asked() == Leaving.Wish.RESTORE
                : !draft.isDone(Stage.ARCHIVE) && isDue();
        if (isDue && situation.home() instanceof HomeSight.Other other) {
            return Optional.of("the home " + account.home() + " is not packed, since it is " + other.what()
                    + "; move it away yourself, or make a directory of it again");
        }
        return remains.setback().filter(setback -> isDue).map(Remains.Setback::why);
    }

    private void keys() {
        if (remains.has(Mark.KEYS)) {
            Reason reason = new Reason("they would let somebody in");
            draft.add(new LeavingStep.CloseKeys(account.unix(), account.uid(), account.home(), reason));
        }
        if (draft.leaving().elsewhere().isEmpty()) {
            elsewhere();
        }
        draft.close(
                Stage.KEYS,
                !remains.has(Mark.KEYS) && draft.leaving().elsewhere().isPresent());
    }

    /** A list is of this time that they leave, or none. */
    private void elsewhere() {
        String file = draft.occasion(account.unix()).files();
        Optional<String> sentence = remains.list(file).map(FileList::sentence);
        if (sentence.isEmpty() && !remains.has(Mark.LISTING)) {
            Reason reason = new Reason("they may own files anywhere");
            draft.add(new LeavingStep.ListFiles(
                    account.unix(), account.uid(), account.gid(), account.home(), file, reason));
        } else if (sentence.isPresent() && !remains.has(Mark.KEYS)) {
            Reason reason = new Reason("all file systems were searched");
            draft.add(new LeavingStep.KeepList(account.unix(), sentence.get(), reason));
            draft.know(leaving -> leaving.listing(sentence));
        }
    }

    private void archive() {
        Optional<String> archive = draft.leaving().archive();
        if (archive.isPresent()) {
            restore(archive.get());
        } else if (draft.plansNothing() && draft.isDone(Stage.KEYS) && !remains.has(Mark.AT_WORK)) {
            pack();
        }
    }

    private void pack() {
        String file = draft.occasion(account.unix()).archive();
        boolean isToRest = remains.setback().isPresent();
        if (!isHomeThere() && remains.isIn(file)) {
            Reason reason = new Reason("the home is in it");
            draft.add(new LeavingStep.KeepArchive(account.unix(), account.home(), file, reason));
            draft.know(leaving -> leaving.archivedAs(Optional.of(file)));
        } else if (!isHomeThere()) {
            draft.close(Stage.ARCHIVE, true);
        } else if (isDue() && !isToRest && situation.mayPack() && situation.home() instanceof HomeSight.Directory) {
            Reason reason = new Reason(isToGo() ? "asked for" : draft.leaving().days() + " days have counted");
            draft.add(new LeavingStep.PackHome(account.unix(), account.uid(), account.home(), file, reason));
        }
    }

    /** Once the home is there again, it is as if they began to leave; but whoever asked has some days to write them back. */
    private void restore(String file) {
        if (draft.leaving().asked() != Leaving.Wish.RESTORE || remains.has(Mark.AT_WORK)) {
            draft.close(Stage.ARCHIVE, !isHomeThere());
        } else if (isHomeThere()) {
            Reason reason = new Reason("the home is there again");
            draft.add(new LeavingStep.GiveBack(account.unix(), account.home(), file, reason));
            draft.know(leaving -> Leaving.RESTORED);
        } else if (remains.setback().isEmpty()) {
            draft.add(new LeavingStep.RestoreHome(
                    account.unix(), account.uid(), account.gid(), account.home(), file, new Reason("asked for")));
        }
    }

    private boolean isHomeThere() {
        return !(situation.home() instanceof HomeSight.Absent);
    }

    /** The first day is that of the lock. */
    private boolean isDue() {
        boolean isOver = draft.leaving().days() > situation.settings().archiveAfter();
        return isToGo() || (isOver && situation.times().day().isPresent());
    }

    /** Whether somebody asked that the account goes. */
    boolean isToGo() {
        Leaving.Wish asked = draft.leaving().asked();
        return asked == Leaving.Wish.PURGE || asked == Leaving.Wish.FRESH;
    }
}
