package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hubwarden.apply.Outcome;
import org.hubwarden.apply.Withdrawal;
import org.hubwarden.audit.Trail;
import org.hubwarden.desired.Servers;
import org.hubwarden.host.Departures;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.Remains;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Retirement;
import org.hubwarden.plan.ServerNames;

/** Gives the machine up, and looks again whether it is done. Never while a pass is under way. */
public final class Retiring {

    private static final Duration PASS_LOCK_WAIT = Duration.ofSeconds(10);

    private final Doors doors;

    public Retiring(Doors doors) {
        this.doors = doors;
    }

    /** What is to be taken away. Changes nothing. */
    public Plan plan() throws HostFailure {
        return Retirement.plan(doors.sudoers().look(), doors.unitFiles().look(), masks(), accounts(), Ledger.EMPTY);
    }

    /** Whoever starts servers by now: the masks may be older than that. */
    private SortedMap<UnitName, UnixName> masks() throws HostFailure {
        SortedMap<UnitName, UnixName> masks = new TreeMap<>();
        if (doors.ledger().read() instanceof LedgerReading.Intact intact) {
            for (Servers.Spawner spawner : Servers.Spawner.values()) {
                masks(intact.ledger(), spawner, masks);
            }
        }
        return masks;
    }

    private void masks(Ledger ledger, Servers.Spawner spawner, SortedMap<UnitName, UnixName> found) throws HostFailure {
        List<Departures.Departed> people = ledger.accounts().values().stream()
                .map(a -> new Departures.Departed(a.unix(), a.uid(), a.home(), ServerNames.of(spawner, a), false, true))
                .filter(person -> person.unit().isPresent())
                .toList();
        LeaversSight sight = doors.departures().look(people);
        people.stream()
                .filter(person ->
                        sight.of(person.unix()).orElse(Remains.NOTHING).has(Remains.Mark.MASK))
                .forEach(person -> found.put(person.unit().orElseThrow(), person.unix()));
    }

    /**
     * Takes it away.
     *
     * @param told gets each outcome as it happens
     * @return what is left to be taken away
     */
    public Plan run(Consumer<Outcome> told) throws HostFailure {
        try (PassLock.Held lock = doors.passLock().acquire(PASS_LOCK_WAIT)) {
            if (doors.running()) {
                return trailed(told);
            }
            Withdrawal.carryOut(plan(), doors, told);
            return plan();
        }
    }

    private Plan trailed(Consumer<Outcome> told) throws HostFailure {
        Trail trail = new Trail(doors.journal(), doors.trail(), doors.journalReader());
        Plan plan = plan();
        trail.begin(Reconciler.freshRun());
        trail.before(plan);
        trail.await();
        Withdrawal.carryOut(plan, doors, told.andThen(trail::tell));
        return with(plan(), trail.end().get());
    }

    private static Plan with(Plan plan, List<String> untold) {
        List<Finding> findings = new ArrayList<>(plan.findings());
        untold.forEach(why -> findings.add(new Finding(Finding.Kind.NOTICE, "journal", why)));
        return new Plan(plan.changes(), findings, plan.hold(), plan.before(), plan.after());
    }

    private Optional<AccountDatabases> accounts() {
        try {
            return Optional.of(doors.accountFiles().read());
        } catch (HostFailure unreadable) {
            return Optional.empty();
        }
    }
}
