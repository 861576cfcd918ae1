package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;

/**
 * A line of group(5).
 *
 * @param name as written; may be empty, since glibc still finds such a line by its gid
 * @param gid 0 to 4294967295
 * @param members as glibc reads them: spaces before a name skipped, empty ones left out, duplicates kept
 */
public record GroupEntry(String name, String password, long gid, List<String> members) implements Entry {

    public GroupEntry {
        members = List.copyOf(members);
    }

    /** Reads a line as glibc does. */
    public static Optional<GroupEntry> parse(String raw) {
        return Fields.split(raw, 4).flatMap(GroupEntry::of);
    }

    private static Optional<GroupEntry> of(List<String> f) {
        if (f.size() < 3) {
            return Optional.empty();
        }
        return Fields.id(f.get(2))
                .map(gid -> new GroupEntry(f.get(0), Fields.common(f.get(1)), gid, Fields.members(Fields.at(f, 3))));
    }

    @Override
    public String toLine() {
        return String.join(":", name, password, Long.toString(gid), String.join(",", members));
    }

    /** Whether who knows a password becomes a member with newgrp(1), as far as this line decides it. */
    public boolean hasPassword() {
        return !password.isEmpty() && !password.equals("x") && !password.startsWith("!") && !password.startsWith("*");
    }

    /** The same group with these members, and closed to others. */
    public GroupEntry closedWith(List<String> others) {
        return new GroupEntry(name, hasPassword() ? "x" : password, gid, others);
    }
}
