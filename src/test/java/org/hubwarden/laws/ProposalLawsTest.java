package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Planner;
import org.hubwarden.plan.Proposal;
import org.hubwarden.plan.Questions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is proposed before the name service was asked is the plan when the name service has nothing against it. */
class ProposalLawsTest {

    static LongStream seeds() {
        return LongStream.range(7000, 7150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProposalIsThePlanWhenNothingIsTaken(long seed) {
        Story.tell(seed, 3, pass -> {
            ObservedState seen = pass.before().observe(pass.desired());
            Proposal proposal = Planner.propose(pass.desired(), seen, pass.before().ledger, Circumstances.NONE);
            NssAnswer nobodys = answer(proposal.questions(), false);
            assertTrue(proposal.isRightFor(nobodys));
            Plan plan = Planner.plan(pass.desired(), seen.with(nobodys), pass.before().ledger, Circumstances.NONE);
            assertEquals(plan.changes(), proposal.plan().changes());
            assertEquals(plan.before(), proposal.plan().before());
            assertEquals(plan.after(), proposal.plan().after());
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProposalIsNoPlanWhenANumberIsTakenOrNobodyAnswers(long seed) {
        Story.tell(seed, 3, pass -> {
            Proposal proposal = Planner.propose(
                    pass.desired(), pass.before().observe(pass.desired()), pass.before().ledger, Circumstances.NONE);
            assertFalse(proposal.isRightFor(new NssAnswer.Silent("it hangs")));
            assertEquals(proposal.questions().ids().isEmpty(), proposal.isRightFor(answer(proposal.questions(), true)));
        });
    }

    private static NssAnswer answer(Questions asked, boolean taken) {
        Set<Long> some = new HashSet<>();
        if (taken) {
            asked.ids().stream().findFirst().ifPresent(some::add);
        }
        return new NssAnswer.Answer(asked.names(), Set.of(), asked.ids(), some);
    }
}
