package org.hubwarden.plan;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.spec.SudoersText;

/** Our two sudoers drop-ins: what they should say, and what is wrong with them. */
final class SudoersPlanner {

    private static final Pattern DENIAL = Pattern.compile("(?m)^#([0-9]{1,10}) ALL = \\(ALL:ALL\\) !ALL$");
    private static final int MODE = 0440;
    private static final String TAKEN_OVER = "adopted: its rules are the same, and only a first line is new";

    private final Survey survey;
    private final Draft draft;

    SudoersPlanner(Survey survey, Draft draft) {
        this.survey = survey;
        this.draft = draft;
    }

    void settle(SortedMap<GroupName, Long> ourGroups, Naming naming, SortedSet<Long> denied) {
        deny(denied);
        long gid = ourGroups.getOrDefault(GroupName.ADMINS, 0L);
        if (gid != 0) {
            grant(SudoersText.adminRule(naming));
        } else if (groupIsRoots()) {
            grant(SudoersText.noRule());
        }
    }

    /** Root's own group must never be granted anything through us, whoever gave the admin group that number. */
    private boolean groupIsRoots() {
        boolean remembered = survey.ledger().gid(GroupName.ADMINS).isPresent();
        return remembered
                && survey.accounts()
                        .group()
                        .find(GroupName.ADMINS.value())
                        .map(g -> g.gid() == 0)
                        .orElse(false);
    }

    private SudoersSight sight() {
        return survey.observed().sudoers();
    }

    private void grant(String content) {
        flaw(sight().adminRule(), content)
                .map(flaw -> saysTheSame(content) ? TAKEN_OVER : flaw)
                .map(flaw -> new SudoersChange.Grant(SudoersText.ADMIN_RULE_PATH, content, new Reason(flaw)))
                .filter(grant -> !draft.leaves(grant))
                .ifPresent(draft::grant);
    }

    /** TLJH's file, word for word: who reads the plan is told that nobody's rights change. */
    private boolean saysTheSame(String content) {
        return sight().adminRule() instanceof DropInSight.Regular file
                && flaw(
                                new DropInSight.Regular(
                                        SudoersText.FIRST_LINE + file.content(), file.mode(), file.uid(), file.gid()),
                                content)
                        .isEmpty();
    }

    /** First all that is to be denied is, together with what is denied today; only at the end today's surplus goes. */
    private void deny(SortedSet<Long> denied) {
        SortedSet<Long> today = deniedToday();
        if (denied.isEmpty() && sight().denyList() instanceof DropInSight.Absent) {
            return;
        }
        SortedSet<Long> union = new TreeSet<>(today);
        union.addAll(denied);
        SortedSet<Long> added = new TreeSet<>(denied);
        added.removeAll(today);
        String path = SudoersText.DENY_LIST_PATH;
        flaw(sight().denyList(), SudoersText.denyList(union))
                .ifPresent(flaw -> draft.deny(new SudoersChange.Deny(
                        path,
                        SudoersText.denyList(union),
                        added,
                        new Reason(added.isEmpty() ? flaw : "they held root here and are no admins"))));
        SortedSet<Long> lifted = new TreeSet<>(today);
        lifted.removeAll(denied);
        if (!lifted.isEmpty()) {
            Reason reason = new Reason("they are admins again, or their membership is gone");
            SudoersChange.Lift lift = new SudoersChange.Lift(path, SudoersText.denyList(denied), lifted, reason);
            if (!draft.leaves(lift)) {
                draft.grant(lift);
            }
        }
    }

    /** The uids that our drop-in denies now, whatever else is wrong with it. */
    SortedSet<Long> deniedToday() {
        return denied(sight().denyList());
    }

    /** The uids that our drop-in denies now; none when there is anything wrong with it, so that sudo may pass over it. */
    static SortedSet<Long> deniedInForce(Survey survey) {
        DropInSight sight = survey.observed().sudoers().denyList();
        SortedSet<Long> uids = denied(sight);
        boolean isSound = flaw(
                        sight, SudoersText.denyList(uids), survey.observed().ownershipCounts())
                .isEmpty();
        return isSound ? uids : new TreeSet<>();
    }

    /** The uids that a drop-in denies. */
    static SortedSet<Long> denied(DropInSight sight) {
        SortedSet<Long> uids = new TreeSet<>();
        if (sight instanceof DropInSight.Regular file) {
            Matcher matcher = DENIAL.matcher(file.content());
            while (matcher.find()) {
                uids.add(Long.parseLong(matcher.group(1)));
            }
        }
        return uids;
    }

    private Optional<String> flaw(DropInSight sight, String content) {
        return flaw(sight, content, survey.observed().ownershipCounts());
    }

    /** What is wrong with a drop-in that is to have this content. */
    static Optional<String> flaw(DropInSight sight, String content, boolean ownershipCounts) {
        return FileFlaw.of(sight, content, MODE, ownershipCounts);
    }
}
