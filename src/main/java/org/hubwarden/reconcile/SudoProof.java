package org.hubwarden.reconcile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.host.Sudoers;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.plan.Circumstances;

/** Asks sudo itself whether admins have what they should: a rule that is right may be undone by one read after it. */
final class SudoProof {

    /** One admin stands for all, since all have it by the same group; a few more, since a rule may name one. */
    private static final int ASKED = 5;

    private final Sudoers sudoers;
    private final PlanMemory<Set<UnixName>> admins = new PlanMemory<>();
    private Optional<Question> proved = Optional.empty();

    SudoProof(Sudoers sudoers) {
        this.sudoers = sudoers;
    }

    /** What decides the answer: as long as it is the same, a proof holds. A failure is asked for again. */
    private record Question(SudoersSight sight, Set<UnixName> admins) {}

    /** For each admin asked about who has no root: why, for people. */
    List<String> faults(DesiredState desired, Ledger ledger, ObservedState seen) {
        Question question = new Question(
                seen.sudoers(),
                admins.of(desired, seen, ledger, Circumstances.NONE, () -> admins(desired, ledger, seen)));
        if (proved.equals(Optional.of(question))) {
            return List.of();
        }
        List<String> faults = question.admins().stream()
                .limit(ASKED)
                .flatMap(admin -> sudoers.disproveRoot(admin).stream())
                .toList();
        proved = faults.isEmpty() ? Optional.of(question) : Optional.empty();
        return faults;
    }

    private static Set<UnixName> admins(DesiredState desired, Ledger ledger, ObservedState seen) {
        Set<UnixName> names = new TreeSet<>();
        List<String> members = seen.accounts()
                .group()
                .find(GroupName.ADMINS.value())
                .map(GroupEntry::members)
                .orElse(List.of());
        for (LedgerAccount account : ledger.accounts().values()) {
            DesiredUser user = desired.users().get(account.hub());
            if (user != null && user.admin() && members.contains(account.unix().value())) {
                names.add(account.unix());
            }
        }
        return names;
    }
}
