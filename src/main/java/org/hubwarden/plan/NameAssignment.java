package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/** Gives each desired user a Unix name that is theirs for ever. */
final class NameAssignment {

    private final Survey survey;
    private final Draft draft;

    NameAssignment(Survey survey, Draft draft) {
        this.survey = survey;
        this.draft = draft;
    }

    /** The users whose Unix name is undisputed, in the order of those names. The others are conflicts, and said. */
    Map<UnixName, DesiredUser> assign(DesiredState desired) {
        return assign(desired, name -> true);
    }

    /** The same for some of the names only. */
    Map<UnixName, DesiredUser> assign(DesiredState desired, Predicate<UnixName> which) {
        Map<UnixName, List<DesiredUser>> claims =
                new LinkedHashMap<>(desired.users().size() * 2);
        for (DesiredUser user : desired.users().values()) {
            Optional<LedgerAccount> known = survey.accountOf(user.name());
            UnixName name =
                    known.isPresent() ? known.get().unix() : desired.naming().unixName(user.name());
            if (which.test(name)) {
                claims.computeIfAbsent(name, n -> new ArrayList<>(1)).add(user);
            }
        }
        List<UnixName> names = new ArrayList<>(claims.keySet());
        Collections.sort(names);
        Map<UnixName, DesiredUser> assigned = new LinkedHashMap<>(names.size() * 2);
        for (UnixName name : names) {
            Optional<DesiredUser> user = settle(name, claims.getOrDefault(name, List.of()));
            if (user.isPresent()) {
                assigned.put(name, user.get());
            }
        }
        return assigned;
    }

    private Optional<DesiredUser> settle(UnixName name, List<DesiredUser> claimants) {
        Optional<HubName> owner = survey.accountNamed(name).map(LedgerAccount::hub);
        if (claimants.size() == 1
                && (owner.isEmpty() || owner.get().equals(claimants.get(0).name()))) {
            return Optional.of(claimants.get(0));
        }
        for (DesiredUser user : claimants) {
            if (!Optional.of(user.name()).equals(owner)) {
                draft.conflict(user.name().value(), dispute(name, user, claimants, owner));
            }
        }
        return claimants.stream()
                .filter(u -> Optional.of(u.name()).equals(owner))
                .findFirst();
    }

    private static String dispute(
            UnixName name, DesiredUser user, List<DesiredUser> claimants, Optional<HubName> owner) {
        String others = owner.map(o -> "which belongs to " + o + " for ever")
                .orElseGet(() -> "and so does "
                        + claimants.stream()
                                .filter(c -> !c.equals(user))
                                .map(c -> c.name().value())
                                .collect(Collectors.joining(", ")));
        return user.name() + " maps to the account " + name + ", " + others
                + "; one account is never shared, so give the user another name in JupyterHub and here";
    }
}
