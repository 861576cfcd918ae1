package org.hubwarden.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;

/** Questions about all residents at once. */
final class Residents {

    private Residents() {}

    /** The accounts that may have root: desired admins, also those whose account is in conflict and left as it is. */
    static Set<String> admins(DesiredState desired, Survey survey, List<Resident> residents) {
        Set<String> names = residents.stream()
                .filter(r -> r.user().admin())
                .map(r -> r.account().unix().value())
                .collect(Collectors.toCollection(HashSet::new));
        desired.users().values().stream()
                .filter(DesiredUser::admin)
                .flatMap(user -> survey.accountOf(user.name()).stream())
                .map(LedgerAccount::unix)
                .forEach(unix -> names.add(unix.value()));
        return names;
    }
}
