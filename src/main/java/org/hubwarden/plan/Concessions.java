package org.hubwarden.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.spec.SudoersText;

/**
 * What may be left as somebody else keeps putting it: only what gives somebody something. What takes rights is done again and
 * again, but for a membership of the admin group that gives nothing, since sudo is denied by name already.
 */
final class Concessions {

    private static final Fact DENIALS = new Fact(Fact.Kind.DENIALS, SudoersText.DENY_LIST_PATH, "");

    private final Survey survey;
    private final Fights fights;
    private final Set<Fact> left = new TreeSet<>();

    Concessions(Survey survey, Fights fights) {
        this.survey = survey;
        this.fights = fights;
    }

    /** What is said instead of making a change; empty when it is to be made. */
    Optional<Finding> instead(Change change) {
        return Fact.of(change)
                .flatMap(fact -> fights.over(fact)
                        .filter(fight -> isPossible(change))
                        .map(fight -> {
                            left.add(fact);
                            return new Finding(Finding.Kind.FIGHT, change.subject(), fight.left(fact));
                        }));
    }

    /** What is said of facts that are put right all the same. */
    List<Finding> others() {
        return fights.byFact().entrySet().stream()
                .filter(fight -> !left.contains(fight.getKey()))
                .map(fight -> new Finding(
                        Finding.Kind.NOTICE,
                        fight.getKey().subject(),
                        fight.getValue().goesOn(fight.getKey())))
                .toList();
    }

    private boolean isPossible(Change change) {
        if (change instanceof GroupChange.RemoveMember remove) {
            return remove.group().equals(GroupName.ADMINS) && isDenied(remove.member());
        }
        if (change instanceof SudoersChange.Grant) {
            return survey.observed().sudoers().adminRule() instanceof DropInSight.Absent;
        }
        return change instanceof GroupChange.AddMember
                || change instanceof GroupChange.Create
                || change instanceof AccountChange.Create
                || change instanceof HomeChange.Create
                || change instanceof SudoersChange.Lift;
    }

    /** Only one who is denied as we speak, under the one number they have, by a file that nobody fights over. */
    private boolean isDenied(String member) {
        Set<Long> denied = SudoersPlanner.deniedInForce(survey);
        return fights.over(DENIALS).isEmpty()
                && survey.isOurs(member)
                && survey.accountsNamed(member) == 1
                && survey.accounts()
                        .passwd()
                        .find(member)
                        .map(PasswdEntry::uid)
                        .filter(uid -> survey.accountsWithUid(uid) == 1 && denied.contains(uid))
                        .isPresent();
    }
}
