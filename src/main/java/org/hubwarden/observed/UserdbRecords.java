package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Memberships in the drop-in files of systemd's userdb, see nss-systemd(8) and userdbctl(1). */
public final class UserdbRecords {

    private static final String MEMBERSHIP = ".membership";

    private UserdbRecords() {}

    /** Whether a file with this name may say something about memberships. */
    public static boolean isRecord(String fileName) {
        return fileName.endsWith(".user") || fileName.endsWith(".group") || fileName.endsWith(MEMBERSHIP);
    }

    /**
     * What one file says. Broken JSON says nothing, as to systemd.
     *
     * @param path for the source; its last part tells the kind
     * @param groups names and gids in decimal
     */
    public static List<MembershipRecord> membersOf(String path, String content, Set<String> groups) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.endsWith(MEMBERSHIP)) {
            return membership(name.substring(0, name.length() - MEMBERSHIP.length()), path, groups);
        }
        Optional<Json> json = Json.parse(content);
        if (json.isEmpty()) {
            return List.of();
        }
        return name.endsWith(".user") ? user(json.get(), path, groups) : group(json.get(), path, groups);
    }

    private static List<MembershipRecord> membership(String userAndGroup, String path, Set<String> groups) {
        int colon = userAndGroup.indexOf(':');
        String group = userAndGroup.substring(colon + 1);
        return colon > 0 && groups.contains(group)
                ? List.of(new MembershipRecord(userAndGroup.substring(0, colon), group, path))
                : List.of();
    }

    private static List<MembershipRecord> user(Json record, String path, Set<String> groups) {
        Optional<String> user = record.get("userName").text();
        return user.isEmpty()
                ? List.of()
                : sections(record)
                        .flatMap(s -> Stream.concat(s.get("memberOf").texts().stream(), s.get("gid").text().stream()))
                        .filter(groups::contains)
                        .distinct()
                        .map(group -> new MembershipRecord(user.get(), group, path))
                        .toList();
    }

    private static List<MembershipRecord> group(Json record, String path, Set<String> groups) {
        Optional<String> group = Stream.concat(
                        record.get("groupName").text().stream(),
                        sections(record).flatMap(s -> s.get("gid").text().stream()))
                .filter(groups::contains)
                .findFirst();
        List<MembershipRecord> records = new ArrayList<>();
        group.ifPresent(name -> sections(record)
                .flatMap(s -> s.get("members").texts().stream())
                .distinct()
                .forEach(member -> records.add(new MembershipRecord(member, name, path))));
        return records;
    }

    /** The record itself, and the parts that are for one machine. */
    private static Stream<Json> sections(Json record) {
        return Stream.of(
                        Stream.of(record),
                        record.get("perMachine").elements().stream(),
                        record.get("binding").members().values().stream())
                .flatMap(s -> s);
    }
}
