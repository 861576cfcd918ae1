package org.hubwarden.plan;

import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.GshadowEntry;

/** Ways to root that no line of an admin group shows, as far as the account files alone tell them. */
final class Footholds {

    private final Survey survey;
    private final Draft draft;

    Footholds(Survey survey, Draft draft) {
        this.survey = survey;
        this.draft = draft;
    }

    /** An account of ours with root's number is a conflict, and told by whoever finds it. */
    void add(Set<String> admins) {
        survey.accounts()
                .passwd()
                .entries()
                .filter(account -> account.uid() == 0)
                .forEach(account -> {
                    if (!account.name().equals(Survey.ROOT) && !survey.isOurs(account.name())) {
                        String name = Text.printable(account.name());
                        draft.notice(
                                name,
                                name
                                        + " has the number 0 in /etc/passwd, and so is root under another name; if it is not meant,"
                                        + " take the line out with vipw");
                    }
                });
        Set<Long> gids =
                survey.rootEquivalentGroups().stream().map(GroupEntry::gid).collect(Collectors.toSet());
        survey.accounts()
                .group()
                .entries()
                .filter(group -> gids.contains(group.gid()) && !RootEquivalent.isGroup(group.name()))
                .forEach(group -> sameNumber(group, admins));
        survey.accounts()
                .gshadow()
                .ifPresent(file -> file.entries()
                        .filter(group -> RootEquivalent.isGroup(group.name()))
                        .forEach(group -> administrators(group, admins)));
    }

    private void sameNumber(GroupEntry group, Set<String> admins) {
        String name = Text.printable(group.name());
        group.members().stream()
                .filter(member -> survey.isOurs(member) && !admins.contains(member))
                .forEach(member -> draft.notice(
                        member,
                        member + " is in the group " + name + ", which has the number of a group that is as good as"
                                + " root (" + group.gid() + "), and is not listed under admins; take the line out with"
                                + " vigr"));
    }

    private void administrators(GshadowEntry group, Set<String> admins) {
        group.administrators().stream()
                .filter(account -> survey.isOurs(account) && !admins.contains(account))
                .forEach(account -> draft.notice(
                        account,
                        account + " may put anybody into the group " + group.name() + ", which is as good as root, by"
                                + " /etc/gshadow; take it away with gpasswd -A '' " + group.name()));
    }
}
