package org.hubwarden.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is true of every ledger. */
final class LedgerRules {

    private LedgerRules() {}

    /** The first rule that is broken, as a clause; empty for none. */
    static Optional<String> fault(Ledger ledger) {
        return hasSoundUids(ledger) ? sharedGid(ledger) : faultOfUids(ledger).or(() -> sharedGid(ledger));
    }

    /** The same question without a sentence for an answer: numbers in an array take a fraction of the time. */
    private static boolean hasSoundUids(Ledger ledger) {
        long[] uids = new long[ledger.accounts().size()];
        int count = 0;
        for (LedgerAccount account : ledger.accounts().values()) {
            if (!account.adopted() && account.uid() > ledger.highestId()) {
                return false;
            }
            uids[count++] = account.uid();
        }
        Arrays.sort(uids);
        for (int i = 1; i < uids.length; i++) {
            if (uids[i] == uids[i - 1]) {
                return false;
            }
        }
        return ledger.tombstones().stream().noneMatch(id -> Arrays.binarySearch(uids, id) >= 0);
    }

    private static Optional<String> faultOfUids(Ledger ledger) {
        Map<Long, String> holders = new HashMap<>();
        for (LedgerAccount account : ledger.accounts().values()) {
            String other = holders.putIfAbsent(account.uid(), account.unix().value());
            if (other != null) {
                return Optional.of(account.unix() + " and " + other + " share uid " + account.uid());
            }
            if (ledger.tombstones().contains(account.uid())) {
                return Optional.of(account.unix() + " has uid " + account.uid() + ", which was another's before");
            }
            if (!account.adopted() && account.uid() > ledger.highestId()) {
                return Optional.of("uid " + account.uid() + " of " + account.unix()
                        + " is above the highest given out, " + ledger.highestId());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sharedGid(Ledger ledger) {
        Map<Long, String> holders = new HashMap<>();
        for (var group : ledger.groups().entrySet()) {
            String other = holders.putIfAbsent(group.getValue(), group.getKey().value());
            if (other != null) {
                return Optional.of("groups " + group.getKey() + " and " + other + " share gid " + group.getValue());
            }
        }
        return Optional.empty();
    }
}
