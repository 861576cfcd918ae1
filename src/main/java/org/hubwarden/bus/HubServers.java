package org.hubwarden.bus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.AskedFor;
import org.hubwarden.audit.Wording;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.desired.Servers;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.ServerEnvironments;
import org.hubwarden.host.Units;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Census;
import org.hubwarden.reconcile.Footing;
import org.hubwarden.spec.ServerEnvironment;

/** The units of servers, as a hub starts and stops them: one thing at a time for each user. Thread-safe. */
final class HubServers {

    /** What systemd says of a unit that does not run. */
    static final String NOTHING = "inactive";

    private static final Reason ASKED = new Reason("the hub asked for it");
    /** How long a request waits for another one about the same user. */
    private static final Duration TURN = Duration.ofSeconds(20);

    private final Units units;
    private final ServerEnvironments environments;
    private final Journal journal;
    private final Map<UnixName, Semaphore> turns = new ConcurrentHashMap<>();

    HubServers(Units units, ServerEnvironments environments, Journal journal) {
        this.units = units;
        this.environments = environments;
        this.journal = journal;
    }

    private interface Deed {
        void run() throws HostFailure, Refusal;
    }

    /** Refuses what no server may get. */
    static void refuse(Map<String, String> variables) throws Refusal {
        Optional<ServerEnvironment.Fault> fault = ServerEnvironment.fault(variables);
        if (fault.isPresent()) {
            Cause cause = fault.get().isTooMuch() ? Cause.LIMITS : Cause.ENVIRONMENT;
            throw new Refusal(cause, fault.get().sentence());
        }
    }

    /** Starts it anew: one that was left by an earlier hub has another port and token. */
    void start(Census census, Footing.Ready ready, Map<String, String> variables) throws Refusal {
        if (census.servers().spawner() != Servers.Spawner.HUBWARDEN) {
            throw new Refusal(
                    Cause.FAILED,
                    "servers are not hubwarden's to start; write hub: {spawner: hubwarden} into the state file");
        }
        LedgerAccount account = ready.account();
        UnitName unit = UnitName.of(account.unix());
        String text = ServerEnvironment.text(
                variables,
                new ServerEnvironment.Own(
                        account.unix(),
                        account.home(),
                        ready.shell(),
                        census.servers().command()));
        inTurn(account.unix(), () -> {
            environments.write(account.unix(), text);
            UnitChange.Restart change = new UnitChange.Restart(unit, account.unix(), ASKED);
            tell(census, change, units.restart(change));
        });
    }

    void stop(Census census, LedgerAccount account) throws Refusal {
        UnitName unit = UnitName.of(account.unix());
        inTurn(account.unix(), () -> {
            Optional<String> failure =
                    Optional.ofNullable(units.stop(List.of(unit)).get(unit));
            environments.remove(account.unix());
            tell(census, new UnitChange.Stop(unit, account.unix(), ASKED), failure);
        });
    }

    /** In systemd's words. */
    String state(LedgerAccount account) throws Refusal {
        try {
            return units.state(UnitName.of(account.unix()));
        } catch (HostFailure failure) {
            throw new Refusal(Cause.FAILED, failure.sentence());
        }
    }

    private void inTurn(UnixName account, Deed deed) throws Refusal {
        Semaphore turn = turns.computeIfAbsent(account, name -> new Semaphore(1, true));
        try {
            if (!turn.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refusal(
                        Cause.BUSY, "another request for " + account + " is under way; try again in a moment");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Cause.BUSY, "hubwarden ends; try again in a moment");
        }
        try {
            deed.run();
        } catch (HostFailure failure) {
            throw new Refusal(Cause.FAILED, failure.sentence());
        } finally {
            turn.release();
        }
    }

    private void tell(Census census, UnitChange change, Optional<String> failure) throws HostFailure, Refusal {
        Outcome outcome =
                failure.<Outcome>map(why -> new Outcome.Failed(change, why)).orElseGet(() -> new Outcome.Done(change));
        String run = UUID.randomUUID().toString().replace("-", "");
        AskedFor.tell(journal, run, outcome, census.ledger());
        if (failure.isPresent()) {
            throw new Refusal(Cause.FAILED, Wording.sentence(outcome));
        }
    }
}
