package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.PasswdEntry;

/**
 * Memberships of the admin group that its own line does not show: by primary gid, by another line with the same gid or
 * name, or by a source beside the group file. Each gives sudo all the same.
 */
final class BackDoors {

    /**
     * One such membership.
     *
     * @param member an account name, or {@link MembershipRecord#EVERYBODY}
     * @param source where it is written
     * @param uid the member's number, where no file has it
     */
    record BackDoor(String member, String source, Optional<Long> uid) {

        BackDoor(String member, String source) {
            this(member, source, Optional.empty());
        }

        /** Whether it is one that is put right in the account's own line. */
        boolean isPrimaryGroup() {
            return source.equals(PRIMARY);
        }
    }

    private static final String PRIMARY = "the primary group in /etc/passwd";

    private final Survey survey;

    BackDoors(Survey survey) {
        this.survey = survey;
    }

    /**
     * All of them, those of listed admins included.
     *
     * @param adminGid the group's number, also when its line is only about to be made
     */
    List<BackDoor> into(long adminGid) {
        Set<Long> gids = new TreeSet<>(Set.of(adminGid));
        survey.accounts().group().entries().filter(BackDoors::isNamed).forEach(entry -> gids.add(entry.gid()));
        List<BackDoor> found = new ArrayList<>();
        survey.accounts()
                .passwd()
                .entries()
                .filter(entry -> gids.contains(entry.gid()))
                .map(BackDoors::byPrimaryGroup)
                .forEach(found::add);
        otherLines(gids, found);
        Set<String> names = new HashSet<>(Set.of(GroupName.ADMINS.value()));
        gids.forEach(gid -> names.add(Long.toString(gid)));
        survey.observed().memberships().records().stream()
                .filter(record -> names.contains(record.group()))
                .map(record -> new BackDoor(record.member(), record.source(), record.uid()))
                .forEach(found::add);
        return found;
    }

    /** sudo compares names: every number that any line of the name has makes an admin. */
    private static boolean isNamed(GroupEntry entry) {
        return entry.name().equals(GroupName.ADMINS.value());
    }

    private static BackDoor byPrimaryGroup(PasswdEntry entry) {
        return new BackDoor(entry.name(), PRIMARY);
    }

    private void otherLines(Set<Long> gids, List<BackDoor> found) {
        boolean first = true;
        for (GroupEntry entry : survey.accounts().group().entries().toList()) {
            boolean named = isNamed(entry);
            boolean ours = named && first;
            first = first && !named;
            if (!ours && (named || gids.contains(entry.gid()))) {
                String source = "a second line \"" + Text.printable(entry.name()) + "\" with gid " + entry.gid()
                        + " in /etc/group";
                entry.members().forEach(member -> found.add(new BackDoor(member, source)));
            }
        }
    }
}
