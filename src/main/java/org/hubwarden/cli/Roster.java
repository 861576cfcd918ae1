package org.hubwarden.cli;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.audit.Escaped;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Naming;
import org.hubwarden.model.Suggestions;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.Ends;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Assessment;

/** Everybody the state in force lists or the ledger remembers. */
final class Roster {

    private final SortedMap<HubName, Person> people = new TreeMap<>();
    private final Map<HubName, LedgerAccount> today;
    private final Map<HubName, LedgerAccount> afterwards;
    private final Concerns concerns;
    private final Naming naming;
    private final boolean hasState;
    private final boolean hasPlan;
    private final SortedMap<HubName, DesiredUser> now;
    private final Set<HubName> awaited;

    private Roster(Assessment assessment) {
        Plan plan = assessment.plan().orElseGet(() -> nothingPlanned(assessment.ledger()));
        today = byHub(assessment.ledger());
        afterwards = byHub(plan.after());
        concerns = new Concerns(plan);
        Optional<DesiredState> state = assessment.state().state();
        hasState = state.isPresent();
        hasPlan = assessment.plan().isPresent();
        naming = state.map(DesiredState::naming).orElse(Naming.DOCUMENTED);
        SortedMap<HubName, DesiredUser> users = state.map(DesiredState::users).orElseGet(TreeMap::new);
        Ends ends = assessment.circumstances().map(Circumstances::ends).orElse(Ends.NONE);
        now = state.map(ends::of).map(DesiredState::users).orElseGet(TreeMap::new);
        awaited = awaited(state);
        Set<HubName> hubs = new TreeSet<>(users.keySet());
        hubs.addAll(today.keySet());
        hubs.forEach(hub -> people.put(hub, person(hub, Optional.ofNullable(users.get(hub)))));
    }

    static Roster of(Assessment assessment) {
        return new Roster(assessment);
    }

    private static Plan nothingPlanned(Ledger ledger) {
        return new Plan(List.of(), List.of(), Optional.empty(), ledger, ledger);
    }

    /** Everybody, by hub name. */
    Collection<Person> people() {
        return Collections.unmodifiableCollection(people.values());
    }

    /** Somebody by hub name, or else by account name. */
    Optional<Person> find(String name) {
        Optional<Person> byHub =
                HubName.fault(name).isEmpty() ? Optional.ofNullable(people.get(new HubName(name))) : Optional.empty();
        return byHub.or(() -> people.values().stream()
                .filter(person -> person.unix().value().equals(name))
                .min(Comparator.comparing(person -> person.account().isEmpty())));
    }

    /** The sentence for a name that {@link #find} does not know. */
    String unknown(String name) {
        List<String> known = people.keySet().stream().map(HubName::value).toList();
        return "nobody called " + Escaped.text(name) + " is in the state file or was ever here"
                + Suggestions.near(name, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; hubwarden list shows who is");
    }

    private Person person(HubName hub, Optional<DesiredUser> desired) {
        Optional<LedgerAccount> before = Optional.ofNullable(today.get(hub));
        Optional<LedgerAccount> account = before.or(() -> Optional.ofNullable(afterwards.get(hub)));
        UnixName unix = account.map(LedgerAccount::unix).orElseGet(() -> naming.unixName(hub));
        Set<String> keys = new LinkedHashSet<>();
        keys.add(hub.value());
        if (account.isPresent()) {
            keys.add(unix.value());
            keys.add(Concerns.uidKey(account.get().uid()));
        }
        List<Finding> findings = concerns.findings(keys);
        Standing standing = standing(hub, before, desired.isPresent(), findings);
        Set<String> accountKeys = new LinkedHashSet<>(keys);
        accountKeys.remove(hub.value());
        return new Person(
                hub, unix, standing, desired, isAdmin(hub, desired), account, concerns.changes(accountKeys), findings);
    }

    private Standing standing(
            HubName hub, Optional<LedgerAccount> before, boolean isListed, Collection<Finding> findings) {
        boolean conflict = findings.stream()
                .anyMatch(f -> f.kind() == Finding.Kind.CONFLICT && f.subject().equals(hub.value()));
        if (!conflict && before.isEmpty() && isListed && !now.containsKey(hub)) {
            return Standing.ENDED;
        }
        boolean leftOut = hasPlan && before.isEmpty() && !afterwards.containsKey(hub);
        if (!conflict && leftOut && awaited.contains(hub)) {
            return Standing.ON_DEMAND;
        }
        if (conflict || leftOut) {
            return Standing.CONFLICT;
        }
        if (before.isEmpty()) {
            return Standing.NEW;
        }
        if (before.get().locked().isPresent()) {
            return Standing.LOCKED;
        }
        boolean stays = now.containsKey(hub) || (isListed && isSpared(hub));
        return stays || !hasState ? Standing.ACTIVE : Standing.LEAVING;
    }

    private boolean isAdmin(HubName hub, Optional<DesiredUser> desired) {
        boolean isListed = desired.map(DesiredUser::admin).orElse(false);
        boolean still =
                Optional.ofNullable(now.get(hub)).map(DesiredUser::admin).orElse(false);
        return isListed && (still || isSpared(hub));
    }

    /** The last admin stays one, whatever is over. */
    private boolean isSpared(HubName hub) {
        return Optional.ofNullable(afterwards.get(hub))
                .filter(account ->
                        account.tenure().isPresent() && account.locked().isEmpty())
                .isPresent();
    }

    /** Whose accounts are made when they are asked for. */
    private static Set<HubName> awaited(Optional<DesiredState> state) {
        Set<HubName> names = new HashSet<>();
        state.ifPresent(desired -> desired.users().values().stream()
                .filter(desired::isMadeOnDemand)
                .forEach(user -> names.add(user.name())));
        return names;
    }

    private static Map<HubName, LedgerAccount> byHub(Ledger ledger) {
        Map<HubName, LedgerAccount> accounts = new HashMap<>();
        ledger.accounts().values().forEach(account -> accounts.putIfAbsent(account.hub(), account));
        return accounts;
    }
}
