package org.hubwarden.plan;

import java.util.Set;
import java.util.SortedMap;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.GroupEntry;
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
                .filter(group -> RootEquivalent.isGroup(group.name()))
                .forEach(group -> rootEquivalent(group, admins));
        survey.observed().sudoers().otherRules().stream()
                .filter(rule -> concerns(rule, ourGroups))
                .forEach(this::otherRule);
    }

    private void rootEquivalent(GroupEntry group, Set<String> admins) {
        group.members().stream()
                .filter(this::isOurs)
                .filter(member -> !admins.contains(member))
                .forEach(member -> draft.notice(
                        member,
                        member + " is in the group " + group.name()
                                + ", which is as good as root, and is not listed under"
                                + " admins; take it out with gpasswd -d " + member + " " + group.name()));
    }

    private boolean concerns(SudoRule rule, SortedMap<GroupName, Long> ourGroups) {
        String who = rule.who();
        if (who.equals("ALL")) {
            return true;
        }
        if (who.startsWith("%")) {
            String group = who.substring(1);
            return ourGroups.keySet().stream().anyMatch(g -> g.value().equals(group)) || isOurs(group);
        }
        if (who.startsWith("#")) {
            return survey.ledger().accounts().values().stream().anyMatch(a -> who.equals("#" + a.uid()));
        }
        return isOurs(who);
    }

    private boolean isOurs(String account) {
        return UnixName.isWellFormed(account)
                && survey.ledger().account(new UnixName(account)).isPresent();
    }

    private void otherRule(SudoRule rule) {
        String place = rule.line() == 0 ? rule.file() : rule.file() + ":" + rule.line();
        draft.notice(
                Text.printable(rule.who()),
                Text.printable(place) + " gives " + Text.printable(rule.who())
                        + " sudo rights that the state file does not give; remove the rule there if it is not meant");
    }
}
