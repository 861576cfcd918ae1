package org.hubwarden.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.Ends;
import org.hubwarden.plan.EndsByDate;
import org.hubwarden.plan.Fact;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.LeaveTimes;
import org.hubwarden.plan.Plan;
import org.hubwarden.spec.SudoersText;

/** Looks at state file, ledger and machine, and plans. Changes nothing, and takes no lock. */
final class Assessor {

    private final Doors doors;
    private final StateSource states;
    private final Observer observer;
    private final Planning planning = new Planning();
    private final Optional<FightMemory> memory;
    private final Optional<Latecomers> latecomers;

    /**
     * @param memory of a daemon; a command does what the state file says, whoever fights
     * @param latecomers of a daemon that makes single accounts beside its passes
     */
    Assessor(Doors doors, Optional<FightMemory> memory, Optional<Latecomers> latecomers) {
        this.latecomers = latecomers;
        this.doors = doors;
        this.memory = memory;
        this.states = new StateSource(doors.stateFile());
        this.observer = new Observer(doors, planning);
    }

    /** {@code clock}: one for a whole pass, so that it does not end while somebody's time does. */
    Assessment assess(StateFileReading reading, ClockSight clock) {
        return latecomers
                .map(beside -> beside.undisturbed(() -> look(reading, clock)))
                .orElseGet(() -> look(reading, clock));
    }

    /**
     * Thinks about a reading that is not believed yet. A pass that finds everything the same has its plan then; it looks at everything
     * all the same.
     */
    void ponder(StateFileReading reading) {
        try {
            StateInForce state = states.inForce(reading);
            if (state.isCurrent()) {
                Ledger known = known(doors.ledger().read());
                Circumstances now = circumstances(state, known, doors.clock().look());
                observer.ponder(state.state().orElseThrow(), known, now);
            }
        } catch (HostFailure | RuntimeException e) {
            // The pass meets it, and says it; what only half a file brings about is nobody's business.
        }
    }

    private Assessment look(StateFileReading reading, ClockSight clock) {
        StateInForce state = states.inForce(reading);
        LedgerReading ledger = doors.ledger().read();
        List<String> obstacles = new ArrayList<>();
        if (ledger instanceof LedgerReading.ReadOnly readOnly) {
            obstacles.add(readOnly.why());
        }
        Ledger known = known(ledger);
        if (state.state().isEmpty()) {
            return new Assessment(state, known, Optional.empty(), Optional.empty(), Optional.empty(), obstacles);
        }
        try {
            Circumstances peaceful = circumstances(state, known, clock);
            ObservedState observed = observer.observe(state.state().get(), known, peaceful);
            lostLedger(ledger, observed).ifPresent(obstacles::add);
            Circumstances circumstances = beside(state, observed, known, peaceful);
            Plan planned = planning.plan(state.state().get(), observed, known, circumstances);
            Plan plan = journalFault().map(planned::noting).orElse(planned);
            return new Assessment(
                    state, known, Optional.of(circumstances), Optional.of(observed), Optional.of(plan), obstacles);
        } catch (HostFailure e) {
            obstacles.add(e.sentence());
            return new Assessment(state, known, Optional.empty(), Optional.empty(), Optional.empty(), obstacles);
        }
    }

    /** The plan for one look; the last one again where all is the same. */
    Plan plan(DesiredState desired, ObservedState observed, Ledger ledger, Circumstances circumstances) {
        return planning.plan(desired, observed, ledger, circumstances);
    }

    private Circumstances circumstances(StateInForce state, Ledger known, ClockSight clock) {
        Instant now = clock.now();
        List<Approval> fresh =
                doors.approvals().read().stream().filter(a -> a.isFresh(now)).toList();
        Ends ends = EndsByDate.of(state.state().orElseThrow(), known, clock);
        LeaveTimes leave = LeaveTimes.of(state.state().orElseThrow(), known, clock);
        return new Circumstances(now, state.sha256().orElse(""), fresh)
                .with(ends)
                .with(leave);
    }

    /** What is fought over is wrong now, and was put right often. */
    private Circumstances beside(
            StateInForce state, ObservedState observed, Ledger known, Circumstances circumstances) {
        memory.ifPresent(m -> m.inForce(state.sha256()));
        return memory.filter(FightMemory::isNeeded)
                .map(m -> m.among(Fact.of(plan(state.state().orElseThrow(), observed, known, circumstances))))
                .map(circumstances::with)
                .orElse(circumstances);
    }

    /** A ledger that was lost whole looks like a first start, but for what we left elsewhere. */
    private static Optional<String> lostLedger(LedgerReading reading, ObservedState observed) {
        boolean traces = observed.sudoers().adminRule() instanceof DropInSight.Regular file
                && file.content().startsWith(SudoersText.FIRST_LINE);
        return reading instanceof LedgerReading.Missing && traces
                ? Optional.of("hubwarden has been here, since it wrote " + SudoersText.ADMIN_RULE_PATH
                        + ", and its ledger is gone: ids could be given out twice. Put /var/lib/hubwarden back from a backup;"
                        + " if there is none, remove that file to begin anew, and adopt the accounts")
                : Optional.empty();
    }

    /** What was changed, when and why, is nowhere else. */
    private Optional<Finding> journalFault() {
        return switch (doors.journalReader().storage()) {
            case PERSISTENT -> Optional.empty();
            case VOLATILE ->
                Optional.of(notice("it is kept in memory, so what hubwarden changed and why is forgotten at the next"
                        + " boot; to keep it: mkdir -p /var/log/journal && journalctl --flush, without Storage=volatile"
                        + " in journald.conf(5)"));
            case NONE ->
                Optional.of(
                        notice(
                                "none is kept, so nobody can tell afterwards what hubwarden changed and why; write"
                                        + " Storage=persistent into /etc/systemd/journald.conf, then systemctl restart systemd-journald"));
        };
    }

    private static Finding notice(String sentence) {
        return new Finding(Finding.Kind.NOTICE, "journal", sentence);
    }

    private static Ledger known(LedgerReading reading) {
        if (reading instanceof LedgerReading.Intact intact) {
            return intact.ledger();
        }
        if (reading instanceof LedgerReading.Older older) {
            return older.ledger();
        }
        return reading instanceof LedgerReading.ReadOnly readOnly ? readOnly.lastGood() : Ledger.EMPTY;
    }
}
