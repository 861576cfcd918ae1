package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.hubwarden.model.IdRange;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.GroupChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No number ever belongs to two of ours, whoever removes lines, and whatever the range becomes. */
class IdLawsTest {

    static LongStream seeds() {
        return LongStream.range(1000, 1300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noIdIsUsedTwice(long seed) {
        Map<Long, String> owners = new HashMap<>();
        Story.tell(seed, 6, pass -> {
            pass.after().ledger.accounts().values().forEach(account -> {
                String name = account.unix().value();
                assertEquals(name, owners.computeIfAbsent(account.uid(), id -> name), "uid " + account.uid());
                assertEquals(name, owners.computeIfAbsent(account.gid(), id -> name), "gid " + account.gid());
            });
            pass.after()
                    .ledger
                    .groups()
                    .forEach((group, gid) -> assertEquals(
                            group.value(), owners.computeIfAbsent(gid, id -> group.value()), "gid " + gid));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void newIdsAreNobodys(long seed) {
        Story.tell(seed, 6, pass -> {
            pass.plan().changes(AccountChange.Create.class).stream()
                    .filter(c -> pass.before().ledger.account(c.unix()).isEmpty())
                    .forEach(c -> {
                        assertEquals(c.uid(), c.gid());
                        assertFree(pass, c.uid());
                    });
            pass.plan().changes(GroupChange.Create.class).stream()
                    .filter(c -> pass.plan().before().gid(c.group()).isPresent())
                    .filter(c -> pass.before().ledger.gid(c.group()).isEmpty())
                    .forEach(c -> assertFree(pass, c.gid()));
        });
    }

    private static void assertFree(Story.Pass pass, long id) {
        Machine before = pass.before();
        Oracle oracle = new Oracle(before);
        IdRange range = pass.desired().ids().orElse(before.loginDefs);
        assertTrue(range.contains(id), () -> id + " is outside " + range);
        assertFalse(Set.of(0L, 65534L, 65535L, 0xFFFF_FFFFL).contains(id));
        assertFalse(before.idsElsewhere.contains(id), () -> id + " is known to the name service");
        assertFalse(before.subordinate.stream().anyMatch(b -> b.contains(id)), () -> id + " is subordinate");
        assertTrue(oracle.allAccounts.stream().noneMatch(a -> a.uid() == id || a.gid() == id), () -> id + " in passwd");
        assertFalse(oracle.hasGroup(id), () -> id + " in group");
    }
}
