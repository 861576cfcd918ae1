package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hubwarden.apply.Aside;
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
import org.hubwarden.model.IdRange;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.OnDemand;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Proposal;
import org.hubwarden.plan.Questions;

/**
 * A pass for the accounts of a few. It looks afresh at what decides about them, account files, ledger and homes, and takes the rest
 * from the last pass over everything. Used by one thread.
 */
final class OnDemandPass {

    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    /** Numbers that the name service is asked for before it is known which are needed. */
    private static final int GUESSED = 100;

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
        Aside<NssAnswer> early = askEarly(desired.get(), last.get(), ledger, names);
        ObservedState seen = look(desired.get(), last.get(), ledger, names);
        Optional<Proposal> proposal = OnDemand.propose(desired.get(), seen, ledger, names);
        if (proposal.isEmpty()) {
            return Map.of();
        }
        NssAnswer answer = answer(proposal.get(), early.result());
        Optional<Plan> plan = proposal.get().isRightFor(answer)
                ? proposal.map(Proposal::plan)
                : OnDemand.plan(desired.get(), seen.with(answer), ledger, names);
        if (plan.isPresent() && !plan.get().isEmpty()) {
            trail.begin(
                    Reconciler.freshRun(),
                    census.look().state().sha256(),
                    last.get().with(seen.accounts()),
                    ledger);
            plan = Optional.of(carryOut(plan.get(), desired.get(), seen.with(answer), ledger, names));
        }
        return plan.map(done -> footings(names, done, seen.accounts(), desired.get()))
                .orElse(Map.of());
    }

    /** While all else is looked at: names are known, and which numbers come next can be guessed. */
    private Aside<NssAnswer> askEarly(DesiredState desired, ObservedState last, Ledger ledger, Set<HubName> names) {
        IdRange range = desired.ids().orElse(last.loginDefs());
        long first = Math.max(range.min(), ledger.highestId() + 1);
        Set<Long> ids = LongStream.range(first, first + GUESSED + names.size())
                .filter(range::contains)
                .boxed()
                .collect(Collectors.toSet());
        Set<String> accounts = names.stream()
                .map(name -> desired.naming().unixName(name).value())
                .collect(Collectors.toSet());
        return Aside.begin("name service", () -> doors.names().ask(accounts, ids));
    }

    /** What was guessed, if that is what is asked. */
    private NssAnswer answer(Proposal proposal, NssAnswer early) {
        Questions questions = proposal.questions();
        if (questions.isEmpty()) {
            return new NssAnswer.FilesOnly();
        }
        boolean isEnough = !(early instanceof NssAnswer.Answer answer)
                || (answer.names().containsAll(questions.names())
                        && answer.ids().containsAll(questions.ids()));
        return isEnough ? early : doors.names().ask(questions.names(), questions.ids());
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
                LeaversSight.NONE,
                RightsSight.NONE,
                last.ownershipCounts());
    }

    /** The plan as it was carried out. */
    private Plan carryOut(Plan plan, DesiredState desired, ObservedState seen, Ledger ledger, Set<HubName> names)
            throws HostFailure {
        List<String> failures = new ArrayList<>();
        List<Plan> done = new ArrayList<>(List.of(plan));
        new Executor(doors, LOCK_WAIT, outcome -> tell(outcome, failures), () -> false, trail)
                .execute(plan, seen.accounts(), ledger, fresh -> {
                    done.set(0, again(plan, desired, seen, fresh, ledger, names));
                    return done.get(0);
                });
        // Nobody waits for the journal's disk. The record of what is owed is this one's own, and its next run waits for
        // it.
        var unused = trail.end();
        if (!failures.isEmpty()) {
            throw new HostFailure(failures.get(0));
        }
        return done.get(0);
    }

    private void tell(Outcome outcome, List<String> failures) {
        trail.tell(outcome);
        if (outcome instanceof Outcome.Failed failed) {
            failures.add(failed.why());
        }
    }

    /** Under the lock of the account files. Where more than was meant is to be done by now, nothing is. */
    @SuppressWarnings("ReferenceEquality") // the very same are equal, and comparing costs as much as planning
    private Plan again(
            Plan plan,
            DesiredState desired,
            ObservedState seen,
            AccountDatabases fresh,
            Ledger ledger,
            Set<HubName> names) {
        Ledger now = doors.ledger().read() instanceof LedgerReading.Intact intact ? intact.ledger() : Ledger.EMPTY;
        if (now == ledger && fresh.hasSameParts(seen.accounts())) {
            return plan;
        }
        return OnDemand.plan(desired, seen.with(fresh), now, names)
                .orElseGet(() -> new Plan(List.of(), List.of(), Optional.empty(), now, now));
    }

    /** How they stand after a plan of which nothing failed. */
    private static Map<HubName, Footing> footings(
            Set<HubName> names, Plan plan, AccountDatabases before, DesiredState desired) {
        Map<HubName, Footing> footings = new HashMap<>();
        Map<UnixName, LedgerAccount> homes = new HashMap<>();
        plan.changes(HomeChange.Create.class)
                .forEach(home -> plan.before().account(home.unix()).ifPresent(a -> homes.put(a.unix(), a.withHome())));
        for (HubName name : names) {
            Optional<String> conflict = plan.findings().stream()
                    .filter(finding -> finding.kind() == Finding.Kind.CONFLICT
                            && finding.subject().equals(name.value()))
                    .map(Finding::sentence)
                    .findFirst();
            conflict.<Footing>map(Footing.Disputed::new)
                    .or(() -> plan.before()
                            .accountOf(name)
                            .map(account -> homes.getOrDefault(account.unix(), account))
                            .filter(account -> account.locked().isEmpty() && account.housed())
                            .map(account -> ready(account, before, desired)))
                    .ifPresent(footing -> footings.put(name, footing));
        }
        return footings;
    }

    private static Footing ready(LedgerAccount account, AccountDatabases before, DesiredState desired) {
        String shell = before.passwd()
                .find(account.unix().value())
                .map(entry -> entry.shell())
                .orElse(desired.defaults().shell());
        return new Footing.Ready(account, shell);
    }
}
