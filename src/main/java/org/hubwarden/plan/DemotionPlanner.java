package org.hubwarden.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;

/**
 * What is left of the rights of those who had root and have it no more: they are told, what runs of theirs is ended after the grace,
 * and it is shown that nothing has the right any more. That sudo is denied to them waits for none of it.
 */
final class DemotionPlanner {

    /** People of whom everything is ended in one pass: others must not wait for it, and the next pass goes on. */
    private static final int BATCH = 4;

    private final Survey survey;
    private final Draft draft;
    private final DesiredState desired;
    private final Circumstances circumstances;
    private final Set<String> admins;
    private final Set<String> smuggled;
    private final Map<String, Resident> residents = new HashMap<>();
    private final DemotionProof proof;
    private int ended;

    /**
     * A planner.
     *
     * @param admins the accounts that may have root
     * @param smuggled those that get the group from a source that is not ours, whenever something of theirs begins
     */
    DemotionPlanner(
            Survey survey,
            Draft draft,
            DesiredState desired,
            Circumstances circumstances,
            Set<String> admins,
            Set<String> smuggled) {
        this.survey = survey;
        this.draft = draft;
        this.desired = desired;
        this.circumstances = circumstances;
        this.admins = admins;
        this.smuggled = smuggled;
        this.proof = new DemotionProof(survey, draft);
    }

    void settle(List<Resident> people) {
        people.forEach(person -> residents.put(person.account().unix().value(), person));
        for (LedgerAccount account : draft.ledger().accounts()) {
            if (admins.contains(account.unix().value())) {
                record(account, Optional.empty());
            } else if (account.heldRoot() && survey.isOurs(account.unix().value())) {
                Demotion demotion = account.demotion().orElseGet(() -> Demotion.beginning(circumstances.now()));
                record(account, Optional.of(demotion));
                if (demotion.isPending()) {
                    survey.observed().rights().holders().ifPresent(seen -> pursue(account, demotion, seen));
                }
            }
        }
        proof.search();
    }

    private void record(LedgerAccount account, Optional<Demotion> demotion) {
        draft.ledger().change(account.unix(), a -> a.withDemotion(demotion));
    }

    private void pursue(LedgerAccount account, Demotion demotion, ProcessesSight seen) {
        List<RunningProcess> theirs = seen.found().stream()
                .filter(process -> process.hasUid(account.uid()))
                .toList();
        Resident resident = residents.get(account.unix().value());
        if (resident == null) {
            // Who leaves is ended as a leaver.
            proof.proveUnless(account, demotion, theirs, seen);
            return;
        }
        tell(account, demotion);
        Optional<Instant> end = graceEnd(account, demotion);
        if (end.isPresent()) {
            pending(
                    resident,
                    "what runs of theirs may have the group of admins until it is ended, at "
                            + end.get().truncatedTo(ChronoUnit.SECONDS));
        } else if (smuggled.contains(account.unix().value())) {
            pending(resident, "whatever of theirs begins gets the group of admins, until that membership is gone");
        } else if (demotion.ended().isEmpty()) {
            end(resident, demotion);
        } else if (demotion.served() && !isRunning(server(resident))) {
            draft.add(new DemotionStep.Serve(
                    account.unix(), server(resident), new Reason("it ran before all of theirs was ended")));
        } else {
            kill(account, theirs);
            proof.proveUnless(account, demotion, theirs, seen);
        }
    }

    /** Empty once it is over, and where the clock was put back before its beginning: nobody stays for that. */
    private Optional<Instant> graceEnd(LedgerAccount account, Demotion demotion) {
        Instant end = demotion.since().plus(desired.offboarding().grace());
        boolean begins = demotion.since().equals(circumstances.now());
        boolean isIn = begins
                ? end.isAfter(demotion.since())
                : circumstances.leave().inGrace().contains(account.unix());
        return isIn ? Optional.of(end) : Optional.empty();
    }

    private void tell(LedgerAccount account, Demotion demotion) {
        if (!demotion.told()) {
            String text = DemotionText.told(desired.offboarding());
            draft.add(new DemotionStep.Tell(account.unix(), account.uid(), text, new Reason("no admin any more")));
        }
    }

    private void end(Resident resident, Demotion demotion) {
        LedgerAccount account = resident.account();
        Optional<String> fault = new Victim(survey, desired).fault(account);
        if (fault.isPresent()) {
            pending(resident, "nothing of " + account.unix() + " is ended: " + fault.get());
            return;
        }
        if (ended == BATCH) {
            pending(resident, "what runs of theirs is ended after that of others");
            return;
        }
        ended++;
        UnitName server = server(resident);
        boolean stops = isRunning(server);
        boolean restarts = stops && desired.servers().spawner() == Servers.Spawner.HUBWARDEN;
        if (restarts) {
            record(account, Optional.of(demotion.withServer()));
        }
        Reason reason = new Reason("it began while they were an admin");
        draft.add(new DemotionStep.End(
                account.unix(),
                account.uid(),
                new Victim(survey, desired).spare(),
                account.home(),
                server,
                stops,
                reason));
        if (restarts || demotion.served()) {
            draft.add(new DemotionStep.Serve(
                    account.unix(), server, new Reason("it ran before all of theirs was ended")));
        }
    }

    private void kill(LedgerAccount account, List<RunningProcess> theirs) {
        if (!theirs.isEmpty()) {
            SortedSet<Long> pids =
                    theirs.stream().map(RunningProcess::pid).collect(Collectors.toCollection(TreeSet::new));
            draft.add(new DemotionStep.Kill(
                    account.unix(), account.uid(), pids, new Reason("they have the group of admins")));
        }
    }

    private void pending(Resident resident, String why) {
        draft.notice(resident.user().name().value(), DemotionText.PENDING + why);
    }

    private UnitName server(Resident resident) {
        return ServerNames.of(desired.servers().spawner(), resident.account())
                .orElseGet(() -> UnitName.of(resident.account().unix()));
    }

    private boolean isRunning(UnitName unit) {
        return survey.observed().servers().units().units().orElse(List.of()).stream()
                .anyMatch(u -> u.active() && u.name().equals(unit));
    }
}
