package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
     */
    record BackDoor(String member, String source) {}

    private final Survey survey;

    BackDoors(Survey survey) {
        this.survey = survey;
    }

    /** All of them, those of listed admins included. */
    List<BackDoor> into(long adminGid) {
        List<BackDoor> found = new ArrayList<>();
        survey.accounts()
                .passwd()
                .entries()
                .filter(entry -> entry.gid() == adminGid)
                .map(BackDoors::byPrimaryGroup)
                .forEach(found::add);
        otherLines(adminGid, found);
        Set<String> names = Set.of(GroupName.ADMINS.value(), Long.toString(adminGid));
        survey.observed().memberships().stream()
                .filter(record -> names.contains(record.group()))
                .map(record -> new BackDoor(record.member(), record.source()))
                .forEach(found::add);
        return found;
    }

    private static BackDoor byPrimaryGroup(PasswdEntry entry) {
        return new BackDoor(entry.name(), "the primary group in /etc/passwd");
    }

    private void otherLines(long adminGid, List<BackDoor> found) {
        boolean first = true;
        for (GroupEntry entry : survey.accounts().group().entries().toList()) {
            boolean named = entry.name().equals(GroupName.ADMINS.value());
            boolean ours = named && first;
            first = first && !named;
            if (!ours && (named || entry.gid() == adminGid)) {
                String source = "a second line \"" + Text.printable(entry.name()) + "\" with gid " + entry.gid()
                        + " in /etc/group";
                entry.members().forEach(member -> found.add(new BackDoor(member, source)));
            }
        }
    }
}
