package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.apply.Executor;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Trail;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.HubName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.OnDemand;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Proposal;

/**
 * A pass for the accounts of a few. It looks afresh at what decides about them, account files, ledger and homes, and takes the rest
 * from the last pass over everything. Used by one thread.
 */
final class OnDemandPass {

    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    private final Doors doors;
    private final Trail trail;

    OnDemandPass(Doors doors) {
        this.doors = doors;
        this.trail = new Trail(doors.journal(), doors.trail(), doors.journalReader());
    }

    /** Makes them. Who is not in the answer can only be helped by a whole pass. */
    Map<HubName, Footing> make(Set<HubName> names, Census census) throws HostFailure {
        Optional<DesiredState> desired = census.desired();
        Optional<ObservedState> last = census.look().observed();
        if (desired.isEmpty() || last.isEmpty() || !census.look().obstacles().isEmpty()) {
            return Map.of();
        }
        Ledger ledger = ledger();
        ObservedState seen = look(desired.get(), last.get(), ledger, names);
        Optional<Proposal> proposal = OnDemand.propose(desired.get(), seen, ledger, names);
        if (proposal.isEmpty()) {
            return Map.of();
        }
        NssAnswer answer = ask(proposal.get());
        Optional<Plan> plan = proposal.get().isRightFor(answer)
                ? proposal.map(Proposal::plan)
                : OnDemand.plan(desired.get(), seen.with(answer), ledger, names);
        if (plan.isEmpty()) {
            return Map.of();
        }
        if (!plan.get().isEmpty()) {
            trail.begin(
                    Reconciler.freshRun(),
                    census.look().state().sha256(),
                    last.get().with(seen.accounts()),
                    ledger);
            carryOut(plan.get(), desired.get(), seen.with(answer), ledger, names);
        }
        return footings(names, plan.get(), desired.get());
    }

    private Ledger ledger() throws HostFailure {
        LedgerReading reading = doors.ledger().read();
        if (reading instanceof LedgerReading.Intact intact) {
            return intact.ledger();
        }
        throw new HostFailure(
                reading instanceof LedgerReading.ReadOnly broken
                        ? broken.why()
                        : "the first pass over this machine has not ended yet");
    }

    private ObservedState look(DesiredState desired, ObservedState last, Ledger ledger, Set<HubName> names)
            throws HostFailure {
        AccountDatabases accounts = doors.accountFiles().read();
        Set<String> paths = new HashSet<>();
        Set<String> bases = new HashSet<>(Set.of(desired.defaults().home()));
        for (HubName name : names) {
            String home = ledger.accountOf(name)
                    .map(LedgerAccount::home)
                    .orElseGet(() ->
                            desired.defaults().home() + "/" + desired.naming().unixName(name));
            paths.add(home);
            bases.add(home.substring(0, home.lastIndexOf('/')));
        }
        HomesSight homes = doors.homes().look(paths, bases, desired.defaults().skeleton());
        return new ObservedState(
                accounts,
                doors.ids().loginDefs(),
                doors.ids().subordinate(),
                homes,
                last.sudoers(),
                last.memberships(),
                new NssAnswer.FilesOnly(),
                last.servers(),
                last.ownershipCounts());
    }

    private NssAnswer ask(Proposal proposal) {
        return proposal.questions().isEmpty()
                ? new NssAnswer.FilesOnly()
                : doors.names()
                        .ask(proposal.questions().names(), proposal.questions().ids());
    }

    private void carryOut(Plan plan, DesiredState desired, ObservedState seen, Ledger ledger, Set<HubName> names)
            throws HostFailure {
        List<String> failures = new ArrayList<>();
        new Executor(doors, LOCK_WAIT, outcome -> tell(outcome, failures), () -> false, trail)
                .execute(plan, seen.accounts(), ledger, fresh -> again(desired, seen.with(fresh), names));
        // Before the pass lock is given back: the next pass has a record of its own. What could not be told, it tells.
        var unused = trail.end().get();
        if (!failures.isEmpty()) {
            throw new HostFailure(failures.get(0));
        }
    }

    private void tell(Outcome outcome, List<String> failures) {
        trail.tell(outcome);
        if (outcome instanceof Outcome.Failed failed) {
            failures.add(failed.why());
        }
    }

    /** Under the lock of the account files. Where more than was meant is to be done by now, nothing is. */
    private Plan again(DesiredState desired, ObservedState fresh, Set<HubName> names) {
        Ledger now = doors.ledger().read() instanceof LedgerReading.Intact intact ? intact.ledger() : Ledger.EMPTY;
        return OnDemand.plan(desired, fresh, now, names)
                .orElseGet(() -> new Plan(List.of(), List.of(), Optional.empty(), now, now));
    }

    private Map<HubName, Footing> footings(Set<HubName> names, Plan plan, DesiredState desired) throws HostFailure {
        Ledger now = ledger();
        AccountDatabases accounts = doors.accountFiles().read();
        Map<HubName, Footing> footings = new HashMap<>();
        for (HubName name : names) {
            Optional<String> conflict = plan.findings().stream()
                    .filter(finding -> finding.kind() == Finding.Kind.CONFLICT
                            && finding.subject().equals(name.value()))
                    .map(Finding::sentence)
                    .findFirst();
            conflict.<Footing>map(Footing.Disputed::new)
                    .or(() -> now.accountOf(name)
                            .filter(account -> account.locked().isEmpty() && account.housed())
                            .map(account -> ready(account, accounts, desired)))
                    .ifPresent(footing -> footings.put(name, footing));
        }
        return footings;
    }

    private static Footing ready(LedgerAccount account, AccountDatabases accounts, DesiredState desired) {
        String shell = accounts.passwd()
                .find(account.unix().value())
                .map(entry -> entry.shell())
                .orElse(desired.defaults().shell());
        return new Footing.Ready(account, shell);
    }
}
