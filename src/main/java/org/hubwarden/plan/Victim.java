package org.hubwarden.plan;

import java.util.Optional;
import java.util.OptionalLong;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.IdRange;

/** Whose processes may be killed, and as whom. For one plan; not thread-safe. */
final class Victim {

    private final Survey survey;
    private final IdRange ids;
    private OptionalLong spare = OptionalLong.empty();

    Victim(Survey survey, DesiredState desired) {
        this.survey = survey;
        this.ids = desired.ids().orElse(survey.observed().loginDefs());
    }

    /** Why all that has the uid must not be killed: whoever has the number is who is hit. */
    Optional<String> fault(LedgerAccount account) {
        if (account.uid() < ids.min()) {
            return Optional.of("its uid " + account.uid() + " is below " + ids.min()
                    + ", where the ids of users begin; stop what runs as it yourself");
        }
        boolean isOthers = survey.accountWithUid(account.uid())
                        .filter(name -> !name.equals(account.unix().value()))
                        .isPresent()
                || survey.accountsWithUid(account.uid()) > 1;
        return isOthers
                ? Optional.of("its uid " + account.uid() + " is another account's as well; give that one its own")
                : Optional.empty();
    }

    /** The highest id that nobody has: it is given out last of all. */
    long spare() {
        if (spare.isEmpty()) {
            spare = OptionalLong.of(highestFree());
        }
        return spare.getAsLong();
    }

    private long highestFree() {
        IdBlocks subordinate = new IdBlocks(survey.observed().subordinate());
        long id = ids.max();
        while (id > ids.min() && (IdRange.isReserved(id) || survey.isTaken(id) || subordinate.contains(id))) {
            id--;
        }
        return id;
    }
}
