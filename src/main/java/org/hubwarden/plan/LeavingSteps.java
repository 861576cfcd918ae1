package org.hubwarden.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Progress;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.FileList;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.Remains.Mark;

/** What is to be done next for one who leaves, and what is known of their leaving by then. */
final class LeavingSteps {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final LedgerAccount account;
    private final Remains remains;
    private final Situation situation;
    private final boolean inGrace;
    private final List<LeavingStep> steps = new ArrayList<>();
    private Leaving leaving;

    /**
     * What is the same whoever leaves, and what is known of their unit.
     *
     * @param unit of their server; empty where servers are not our business
     * @param isRunning whether it runs; empty where systemd did not say
     * @param home what stands where the home is
     * @param mayPack whether not too many homes are packed already
     * @param spare an id that nobody has
     */
    record Situation(
            Offboarding settings,
            Instant now,
            LeaveTimes times,
            Optional<UnitName> unit,
            Optional<Boolean> isRunning,
            HomeSight home,
            boolean mayPack,
            long spare) {}

    LeavingSteps(LedgerAccount account, Remains remains, Situation situation) {
        this.account = account;
        this.remains = remains;
        this.situation = situation;
        this.leaving = account.leaving().orElse(Leaving.BEGINNING);
        boolean begins =
                leaving.stages().isEmpty() && !situation.settings().grace().isZero();
        this.inGrace = begins || situation.times().inGrace().contains(account.unix());
        situation.times().day().ifPresent(day -> leaving = leaving.passedOn(day));
        rights();
        lock();
        sessions();
        processes();
        keys();
        archive();
    }

    /** Whether nothing is left but the account, and somebody asked that it goes. */
    boolean mayGo() {
        boolean isAsked = leaving.asked() == Leaving.Wish.PURGE || leaving.asked() == Leaving.Wish.FRESH;
        return isAsked && steps.isEmpty() && leaving.done(Stage.ARCHIVE).isPresent();
    }

    /** What keeps the home from being packed or brought back, a sentence for people. */
    Optional<String> trouble() {
        boolean isDue = leaving.archive().isPresent()
                ? leaving.asked() == Leaving.Wish.RESTORE
                : leaving.done(Stage.ARCHIVE).isEmpty() && isDue();
        if (isDue && situation.home() instanceof HomeSight.Other other) {
            return Optional.of("the home " + account.home() + " is not packed, since it is " + other.what()
                    + "; move it away yourself, or make a directory of it again");
        }
        return remains.setback().filter(setback -> isDue).map(Remains.Setback::why);
    }

    List<LeavingStep> steps() {
        return List.copyOf(steps);
    }

    Leaving leaving() {
        return leaving;
    }

    private void add(LeavingStep step) {
        steps.add(step);
        leaving = leaving.begun(step.stage(), situation.now());
    }

    private void close(Stage stage, boolean isDone) {
        boolean isPlanned = steps.stream().anyMatch(step -> step.stage() == stage);
        if (isDone && !isPlanned) {
            leaving = leaving.done(stage, situation.now());
        }
    }

    private void rights() {
        if (remains.has(Mark.SUDO)) {
            add(new LeavingStep.ForgetSudo(account.unix(), account.uid(), new Reason("sudo would not ask again")));
        }
        close(Stage.RIGHTS, true);
    }

    private void lock() {
        situation.unit().ifPresent(this::lock);
        close(
                Stage.LOCK,
                !inGrace
                        && (situation.unit().isEmpty()
                                || leaving.done(Stage.LOCK).isPresent()));
    }

    private void lock(UnitName unit) {
        boolean isMasked = remains.has(Mark.MASK);
        boolean runs = situation.isRunning().orElse(false);
        if (!isMasked) {
            add(new LeavingStep.Mask(account.unix(), unit, new Reason("it could be started")));
        }
        boolean isUnproved = !isMasked || leaving.done(Stage.LOCK).isEmpty();
        if (!inGrace && situation.isRunning().isPresent() && (runs || isUnproved)) {
            add(new LeavingStep.Halt(account.unix(), unit, new Reason(runs ? "it runs" : "nobody tried yet")));
        }
    }

    private void sessions() {
        if (!remains.jobs().isEmpty()) {
            Reason reason = new Reason("it would start something later");
            add(new LeavingStep.SetAside(account.unix(), account.uid(), remains.jobs(), reason));
        }
        boolean isSignedOn = remains.has(Mark.SIGNED_ON) || remains.has(Mark.LINGER);
        boolean begins = leaving.progress(Stage.SESSIONS).isEmpty();
        if (inGrace && begins && (isSignedOn || situation.isRunning().orElse(false))) {
            add(new LeavingStep.Tell(account.unix(), account.uid(), text(), new Reason("the grace begins")));
        }
        if (isSignedOn && !inGrace) {
            Reason reason = new Reason(remains.has(Mark.SIGNED_ON) ? "they are logged in" : "they would be at boot");
            add(new LeavingStep.EndSessions(account.unix(), account.uid(), reason));
        }
        close(Stage.SESSIONS, !isSignedOn);
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
        boolean isDoubtful = leaving.done(Stage.PROCESSES).isEmpty()
                || remains.has(Mark.ALIVE)
                || steps.stream().anyMatch(LeavingSteps::mayLeaveProcesses);
        if (!inGrace && isDoubtful) {
            Reason reason = new Reason(remains.has(Mark.ALIVE) ? "something of theirs runs" : "something may run");
            add(new LeavingStep.EndProcesses(account.unix(), account.uid(), situation.spare(), account.home(), reason));
        }
    }

    private static boolean mayLeaveProcesses(LeavingStep step) {
        return step.stage() == Stage.LOCK || step.stage() == Stage.SESSIONS;
    }

    private void keys() {
        boolean isDead = leaving.done(Stage.PROCESSES).isPresent();
        boolean dies = steps.stream().anyMatch(step -> step.stage() == Stage.PROCESSES);
        if (remains.has(Mark.KEYS) && isDead && !dies) {
            Reason reason = new Reason("they would let somebody in");
            add(new LeavingStep.CloseKeys(account.unix(), account.uid(), account.home(), reason));
        }
        if (isDead && !dies && leaving.elsewhere().isEmpty()) {
            elsewhere();
        }
        close(
                Stage.KEYS,
                isDead
                        && !dies
                        && !remains.has(Mark.KEYS)
                        && leaving.elsewhere().isPresent());
    }

    /** A list is of this time that they leave, or none. */
    private void elsewhere() {
        String file = occasion() + ".files";
        Optional<String> sentence =
                remains.elsewhere().filter(list -> list.file().equals(file)).map(FileList::sentence);
        if (sentence.isEmpty() && !remains.has(Mark.LISTING)) {
            Reason reason = new Reason("they may own files anywhere");
            add(new LeavingStep.ListFiles(account.unix(), account.uid(), account.gid(), account.home(), file, reason));
        } else if (sentence.isPresent() && !remains.has(Mark.KEYS)) {
            add(new LeavingStep.KeepList(account.unix(), sentence.get(), new Reason("all file systems were searched")));
            leaving = leaving.listing(sentence);
        }
    }

    private void archive() {
        boolean isHomeThere = !(situation.home() instanceof HomeSight.Absent);
        if (leaving.archive().isPresent()) {
            restore(leaving.archive().get(), isHomeThere);
            return;
        }
        if (!steps.isEmpty() || leaving.done(Stage.KEYS).isEmpty() || remains.has(Mark.AT_WORK)) {
            return;
        }
        String file = archiveName(account.unix(), leaving.begun(Stage.ARCHIVE, situation.now()));
        boolean isToRest = remains.setback().isPresent();
        if (!isHomeThere && remains.archive().equals(Optional.of(file))) {
            add(new LeavingStep.KeepArchive(account.unix(), account.home(), file, new Reason("the home is in it")));
            leaving = leaving.archivedAs(Optional.of(file));
        } else if (!isHomeThere) {
            close(Stage.ARCHIVE, true);
        } else if (isDue() && !isToRest && situation.mayPack() && situation.home() instanceof HomeSight.Directory) {
            Reason reason = new Reason(isAsked() ? "asked for" : leaving.days() + " days have counted");
            add(new LeavingStep.PackHome(account.unix(), account.uid(), account.home(), file, reason));
        }
    }

    /** Once the home is there again, it is as if they began to leave. */
    private void restore(String file, boolean isHomeThere) {
        if (leaving.asked() != Leaving.Wish.RESTORE || remains.has(Mark.AT_WORK)) {
            close(Stage.ARCHIVE, !isHomeThere);
        } else if (isHomeThere) {
            add(new LeavingStep.GiveBack(account.unix(), account.home(), file, new Reason("the home is there again")));
            leaving = Leaving.BEGINNING;
        } else if (remains.setback().isEmpty()) {
            add(new LeavingStep.RestoreHome(
                    account.unix(), account.uid(), account.gid(), account.home(), file, new Reason("asked for")));
        }
    }

    private boolean isAsked() {
        return leaving.asked() == Leaving.Wish.PURGE || leaving.asked() == Leaving.Wish.FRESH;
    }

    /** The first day is that of the lock. */
    private boolean isDue() {
        boolean isOver = leaving.days() > situation.settings().archiveAfter();
        return isAsked() || (isOver && situation.times().day().isPresent());
    }

    private String occasion() {
        return occasion(account.unix(), leaving.begun(Stage.ARCHIVE, situation.now()));
    }

    /** Names what is kept of each time that somebody leaves, so that none is ever taken for another's or for an older one. */
    private static String occasion(UnixName unix, Leaving leaving) {
        Instant begin = leaving.stages().values().stream()
                .map(Progress::begun)
                .min(Instant::compareTo)
                .orElseThrow();
        return unix + "-" + NAME.format(begin.atOffset(ZoneOffset.UTC));
    }

    /** The name of the archive of that time. */
    static String archiveName(UnixName unix, Leaving leaving) {
        return occasion(unix, leaving) + ".tar.zst";
    }
}
