package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.laws.Machine;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.IdBlock;
import org.junit.jupiter.api.Test;

class IdAllocatorTest {
    private static final DesiredState NOBODY =
            new DesiredState(new TreeMap<>(), new TreeMap<>(), Defaults.STANDARD, Optional.empty(), Naming.DOCUMENTED);

    private final Machine machine = new Machine(new Machine.Files(
            "root:x:0:0::/root:/bin/sh\na:x:1001:1002::/:/bin/sh\n", "root:x:0:\ng:x:1004:\n", "", Optional.empty()));

    private List<Long> allocated(IdRange range, int most) {
        IdAllocator ids = new IdAllocator(new Survey(machine.observe(NOBODY), machine.ledger), range);
        List<Long> given = new ArrayList<>();
        Stream.generate(ids::allocate).limit(most).forEach(id -> id.ifPresent(given::add));
        return given;
    }

    @Test
    void theLowestThatIsFreeAsUidAndAsGid() {
        machine.subordinate = List.of(new IdBlock(1006, 2));
        assertEquals(List.of(1000L, 1003L, 1005L, 1008L), allocated(new IdRange(1000, 1008), 9));
    }

    @Test
    void neverOneWithAMeaningOfItsOwn() {
        assertEquals(List.of(65533L, 65536L), allocated(new IdRange(65533, 65536), 9));
    }

    @Test
    void neverBelowTheHighestEverGivenOut() {
        machine.ledger = new Ledger(1010, new TreeMap<>(), new TreeMap<>());
        assertEquals(List.of(1011L), allocated(new IdRange(1000, 2000), 1));
    }

    @Test
    void inALowerRangeOnlyWhatIsKnownCounts() {
        machine.ledger = new Ledger(5000, new TreeMap<>(), new TreeMap<>());
        machine.ledger =
                machine.ledger.draft().adopt(new GroupName("lab"), 1003).done();
        assertEquals(List.of(1005L), allocated(new IdRange(1000, 2000), 1));
    }

    @Test
    void onlyWhatTheNameServiceWasAskedFor() {
        machine.idsElsewhere = Set.of(1000L, 1003L);
        assertEquals(List.of(1005L, 1006L), allocated(new IdRange(1000, 1006), 9));
        machine.nameServiceAnswers = false;
        assertEquals(List.of(), allocated(new IdRange(1000, 1006), 9));
    }
}
