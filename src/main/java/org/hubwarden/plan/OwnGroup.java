package org.hubwarden.plan;

import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.PasswdEntry;

/** Puts the primary group of an account of ours right, in use or locked: another one may make it an admin unseen. */
final class OwnGroup {

    private final Survey survey;
    private final Draft draft;

    OwnGroup(Survey survey, Draft draft) {
        this.survey = survey;
        this.draft = draft;
    }

    /** Only for accounts whose {@link Identity} is undisputed. */
    void repair(LedgerAccount account, PasswdEntry entry) {
        if (survey.accounts().group().find(account.unix().value()).isEmpty()) {
            draft.add(new GroupChange.Create(
                    GroupName.primaryOf(account.unix()),
                    account.gid(),
                    new Reason("the account's own group is missing")));
        }
        if (entry.gid() != account.gid()) {
            draft.add(new AccountChange.Repair(
                    account.unix(),
                    account.gid(),
                    entry.gid(),
                    AccountChange.Flaw.PRIMARY_GROUP,
                    new Reason("its primary group was set to " + entry.gid())));
        }
    }
}
