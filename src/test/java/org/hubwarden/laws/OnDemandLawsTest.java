package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.OnDemand;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Planner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan for one is what the plan for everybody makes for that one. Where numbers run out, who comes first decides. */
class OnDemandLawsTest {

    static LongStream seeds() {
        return LongStream.range(9000, 9150);
    }

    private static int made;

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanForOneIsAPartOfThatForEverybody(long seed) {
        Story.tell(seed, 3, pass -> {
            ObservedState seen = pass.before().observe(pass.desired());
            Plan all = Planner.plan(pass.desired(), seen, pass.before().ledger, Circumstances.NONE);
            for (HubName name : pass.desired().users().keySet()) {
                Optional<Plan> one = OnDemand.plan(pass.desired(), seen, pass.before().ledger, Set.of(name));
                UnixName unix = pass.before()
                        .ledger
                        .accountOf(name)
                        .map(account -> account.unix())
                        .orElseGet(() -> pass.desired().naming().unixName(name));
                boolean isLate = all.findings().stream()
                        .anyMatch(finding -> finding.subject().equals(name.value())
                                && finding.sentence().contains("gets no id"));
                one.filter(plan -> !isLate).ifPresent(plan -> {
                    assertTrue(plan.changes().stream().allMatch(change -> isAbout(change, unix)), plan::toString);
                    assertEquals(
                            subjects(all.wanted().stream()
                                    .filter(change -> isAbout(change, unix))
                                    .toList()),
                            subjects(plan.changes()));
                    made += plan.changes(AccountChange.Create.class).size();
                });
            }
        });
    }

    private static boolean isAbout(Change change, UnixName unix) {
        return (change instanceof AccountChange.Create account && account.unix().equals(unix))
                || (change instanceof HomeChange.Create home && home.unix().equals(unix));
    }

    private static Set<String> subjects(List<Change> changes) {
        return changes.stream()
                .map(change -> change.getClass().getSimpleName() + " "
                        + change.getClass().getEnclosingClass() + " " + change.subject())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @AfterAll
    static void someWereMade() {
        assertTrue(made > 50, "accounts made: " + made);
    }
}
