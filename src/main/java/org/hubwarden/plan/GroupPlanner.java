package org.hubwarden.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.desired.DesiredGroup;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.GroupEntry;

/** Which groups are ours: made, adopted, or remembered. */
final class GroupPlanner {

    private final Survey survey;
    private final Draft draft;
    private final IdAllocator ids;
    private final Set<String> desiredAdmins;

    /** The names of accounts that may be in the admin group when it is adopted are the desired admins'. */
    GroupPlanner(Survey survey, Draft draft, IdAllocator ids, Set<String> desiredAdmins) {
        this.survey = survey;
        this.draft = draft;
        this.ids = ids;
        this.desiredAdmins = Set.copyOf(desiredAdmins);
    }

    /** The groups that members may be put into, with their gids. Those that are not are conflicts, and said. */
    SortedMap<GroupName, Long> claim(DesiredState desired) {
        SortedMap<GroupName, Long> ours = new TreeMap<>();
        for (DesiredGroup group : wanted(desired)) {
            claim(group).ifPresent(gid -> ours.put(group.name(), gid));
        }
        Set<GroupName> retired = new TreeSet<>(survey.ledger().groups().keySet());
        wanted(desired).forEach(group -> retired.remove(group.name()));
        retired.forEach(name -> retired(name).ifPresent(gid -> ours.put(name, gid)));
        return ours;
    }

    /** A group that left the state file stays, and stays ours: nobody is wanted in it any more. */
    private Optional<Long> retired(GroupName name) {
        Optional<GroupEntry> line = survey.accounts().group().find(name.value());
        Optional<Long> gid = survey.ledger().gid(name);
        if (line.isEmpty() || line.map(GroupEntry::gid).equals(gid)) {
            return line.isEmpty() ? Optional.empty() : gid;
        }
        boolean holdsOurs = line.get().members().stream().anyMatch(survey::isOurs);
        return holdsOurs ? changed(name, line.get(), gid.orElseThrow()) : Optional.empty();
    }

    private static List<DesiredGroup> wanted(DesiredState desired) {
        SortedMap<GroupName, DesiredGroup> wanted = new TreeMap<>(desired.groups());
        wanted.putIfAbsent(GroupName.USERS, new DesiredGroup(GroupName.USERS, false));
        wanted.putIfAbsent(GroupName.ADMINS, new DesiredGroup(GroupName.ADMINS, false));
        return List.copyOf(wanted.values());
    }

    private Optional<Long> claim(DesiredGroup group) {
        Optional<GroupEntry> present =
                survey.accounts().group().find(group.name().value());
        Optional<Long> known = survey.ledger().gid(group.name());
        if (known.isPresent()) {
            return present.isPresent() ? remembered(group, present.get(), known.get()) : again(group, known.get());
        }
        return present.isPresent() ? adopt(group, present.get()) : create(group);
    }

    private Optional<Long> remembered(DesiredGroup group, GroupEntry entry, long gid) {
        if (entry.gid() == gid) {
            return Optional.of(gid);
        }
        return changed(group.name(), entry, gid);
    }

    private Optional<Long> changed(GroupName group, GroupEntry entry, long gid) {
        return conflict(
                group,
                "has gid " + entry.gid() + ", and was given out as " + gid
                        + "; somebody changed it: put it back with vigr");
    }

    private Optional<Long> again(DesiredGroup group, long gid) {
        if (survey.groupsWithGid(gid) > 0) {
            return conflict(
                    group.name(),
                    "was removed, and its gid " + gid + " is now another group's; give that one another gid");
        }
        GroupChange again =
                new GroupChange.Create(group.name(), gid, new Reason("it was made before and is not there"));
        if (draft.leaves(again)) {
            return Optional.empty();
        }
        draft.add(again);
        return Optional.of(gid);
    }

    private Optional<Long> create(DesiredGroup group) {
        if (survey.isTakenElsewhere(group.name().value())) {
            return conflict(group.name(), "is known to the name service and is not in /etc/group; use another name");
        }
        Optional<Long> gid = ids.allocate();
        if (gid.isEmpty()) {
            return conflict(group.name(), Newcomers.noId(survey, ids.range()));
        }
        draft.add(new GroupChange.Create(group.name(), gid.get(), new Reason(why(group.name()))));
        draft.ledger().create(group.name(), gid.get());
        return gid;
    }

    private Optional<Long> adopt(DesiredGroup group, GroupEntry entry) {
        Optional<String> fault = adoptionFault(group, entry);
        if (fault.isPresent()) {
            return conflict(group.name(), fault.get());
        }
        draft.add(new GroupChange.Adopt(group.name(), entry.gid(), new Reason("adopt: true")));
        draft.ledger().adopt(group.name(), entry.gid());
        return Optional.of(entry.gid());
    }

    private Optional<String> adoptionFault(DesiredGroup group, GroupEntry entry) {
        if (!group.adopt()) {
            return Optional.of("exists and hubwarden did not make it; if it is meant, write \"" + group.name()
                    + ": {adopt: true}\" under groups");
        }
        if (IdRange.isReserved(entry.gid()) || survey.groupsWithGid(entry.gid()) > 1) {
            return Optional.of("has gid " + entry.gid()
                    + ", which is another group's as well or has a meaning of its own; give it a gid of its own");
        }
        Optional<String> formerly = survey.gidEverOf(entry.gid());
        if (formerly.isPresent()) {
            return formerly.map(name -> "has gid " + entry.gid() + ", which was given to " + name
                    + " before, and no number is used twice; give it a gid of its own");
        }
        if (survey.groupsNamed(group.name().value()) > 1) {
            return Optional.of("has several lines in /etc/group; keep one, with vigr");
        }
        return group.name().equals(GroupName.ADMINS) ? unexpectedAdmins(entry) : Optional.empty();
    }

    /** Sudo is not granted to people who were put there by somebody else before we came. */
    private Optional<String> unexpectedAdmins(GroupEntry entry) {
        Set<String> strangers = new TreeSet<>(entry.members());
        survey.accounts().passwd().entries().filter(p -> p.gid() == entry.gid()).forEach(p -> strangers.add(p.name()));
        strangers.removeAll(desiredAdmins);
        strangers.remove(Survey.ROOT);
        if (strangers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("has members that the state file does not list under admins, by its line or as their primary"
                + " group: " + Text.printable(String.join(", ", strangers))
                + "; list them, or take them out, before sudo is granted to the group");
    }

    private Optional<Long> conflict(GroupName group, String sentence) {
        draft.conflict(group.value(), "the group " + group + " " + sentence);
        return Optional.empty();
    }

    private static String why(GroupName name) {
        return name.isBuiltIn() ? "every hub has it" : "listed under groups";
    }
}
