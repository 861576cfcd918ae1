package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.plan.HomeChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Homes are closed to others, and nothing is touched that is not the user's own directory. */
class HomeLawsTest {

    static LongStream seeds() {
        return LongStream.range(4000, 4300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ownHomesAreClosedToOthers(long seed) {
        Story.tell(seed, 4, pass -> {
            Oracle oracle = new Oracle(pass.after());
            for (LedgerAccount account : pass.after().ledger.accounts().values()) {
                if (!oracle.accounts.containsKey(account.unix().value()) || isDisputed(pass, account)) {
                    continue;
                }
                HomeSight sight = pass.after().homes.get(account.home());
                if (sight instanceof HomeSight.Directory home && home.uid() == account.uid()) {
                    assertEquals(0, home.mode() & 07, account.home());
                    assertFalse(home.aclOpens(), account.home());
                    assertTrue((home.mode() & 070) == 0 || home.gid() == account.gid(), account.home());
                }
            }
        });
    }

    private static boolean isDisputed(Story.Pass pass, LedgerAccount account) {
        return pass.plan().findings().stream()
                .anyMatch(f -> f.subject().equals(account.hub().value()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyFreePlacesAreBuiltOnAndOnlyOwnHomesAreClosed(long seed) {
        Story.tell(seed, 4, pass -> {
            Set<String> built = new HashSet<>();
            for (HomeChange change : pass.plan().changes(HomeChange.class)) {
                HomeSight before = pass.before().homes.getOrDefault(change.path(), new HomeSight.Absent());
                if (change instanceof HomeChange.Close close) {
                    assertEquals(close.uid(), before instanceof HomeSight.Directory d ? d.uid() : -1, change.path());
                    assertEquals(close.from() & ~07, close.to(), change.path());
                } else if (change instanceof HomeChange.Regroup regroup) {
                    HomeSight.Directory seen = assertInstanceOf(HomeSight.Directory.class, before);
                    assertEquals(regroup.uid(), seen.uid(), change.path());
                    assertEquals(regroup.from(), seen.gid(), change.path());
                } else {
                    assertEquals(new HomeSight.Absent(), before);
                    assertEquals(true, built.add(change.path()), change.path());
                }
            }
        });
    }
}
