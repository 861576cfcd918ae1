package org.hubwarden.plan;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.SudoRule;

/** What gives a user of ours rights that the state file does not give, and is not ours to take. */
final class Notices {

    private final Survey survey;
    private final Draft draft;

    Notices(Survey survey, Draft draft) {
        this.survey = survey;
        this.draft = draft;
    }

    void add(SortedMap<GroupName, Long> ourGroups, Set<String> admins) {
        survey.observed().sudoers().faults().forEach(fault -> draft.notice("sudo", fault));
        survey.accounts()
                .group()
                .entries()
                .filter(group -> RootEquivalent.isGroup(group.name()) && !isOurs(group, ourGroups))
                .forEach(group -> rootEquivalent(group, admins));
        new Footholds(survey, draft).add(admins);
        survey.accounts().passwd().entries().forEach(this::sharedGroup);
        survey.observed().sudoers().otherRules().stream()
                .filter(rule -> concerns(rule, ourGroups))
                .forEach(this::otherRule);
    }

    /** One of the state file: who is not listed in it is taken out. */
    private static boolean isOurs(GroupEntry group, SortedMap<GroupName, Long> ourGroups) {
        return Optional.of(group.gid()).equals(Optional.ofNullable(ourGroups.get(new GroupName(group.name()))));
    }

    private void rootEquivalent(GroupEntry group, Set<String> admins) {
        group.members().stream()
                .filter(survey::isOurs)
                .filter(member -> !admins.contains(member))
                .forEach(member -> draft.notice(
                        member,
                        member + " is in the group " + group.name()
                                + ", which is as good as root, and is not listed under"
                                + " admins; take it out with gpasswd -d " + member + " " + group.name()));
    }

    /** An account of ours is put right elsewhere; a stranger's is not ours to change, and reads the user's home. */
    private void sharedGroup(PasswdEntry entry) {
        String owner = survey.gidEverOf(entry.gid()).orElse(entry.name());
        if (!owner.equals(entry.name()) && survey.isOurs(owner) && !survey.isOurs(entry.name())) {
            draft.notice(
                    Text.printable(entry.name()),
                    Text.printable(entry.name()) + " has the group of " + owner
                            + " as its primary group, and so reads what that group may; give it another with"
                            + " usermod -g");
        }
    }

    private boolean concerns(SudoRule rule, SortedMap<GroupName, Long> ourGroups) {
        String who = rule.who();
        if (who.equals("ALL")) {
            return true;
        }
        if (who.startsWith("%")) {
            String group = who.substring(1);
            return ourGroups.keySet().stream().anyMatch(g -> g.value().equals(group)) || survey.isOurs(group);
        }
        if (who.startsWith("#")) {
            return survey.ledger().accounts().values().stream().anyMatch(account -> who.equals("#" + account.uid()));
        }
        return survey.isOurs(who);
    }

    private void otherRule(SudoRule rule) {
        String place = rule.line() == 0 ? rule.file() : rule.file() + ":" + rule.line();
        draft.notice(
                Text.printable(rule.who()),
                Text.printable(place) + " gives " + Text.printable(rule.who())
                        + " sudo rights that the state file does not give; remove the rule there if it is not meant");
    }
}
