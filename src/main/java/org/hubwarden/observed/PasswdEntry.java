package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;

/**
 * A line of passwd(5).
 *
 * @param name as written; empty where the line starts with a colon, since glibc still finds it by its uid
 * @param uid 0 to 4294967295
 * @param gid as uid
 */
public record PasswdEntry(String name, String password, long uid, long gid, String gecos, String home, String shell)
        implements Entry {

    /** Reads a line as glibc does: four fields are enough, the rest is then empty. */
    public static Optional<PasswdEntry> parse(String raw) {
        return Fields.split(raw, 7).flatMap(PasswdEntry::of);
    }

    private static Optional<PasswdEntry> of(List<String> f) {
        if (f.size() < 4) {
            return Optional.empty();
        }
        return Fields.id(f.get(2))
                .flatMap(uid -> Fields.id(f.get(3))
                        .map(gid -> new PasswdEntry(
                                f.get(0),
                                Fields.common(f.get(1)),
                                uid,
                                gid,
                                Fields.at(f, 4),
                                Fields.at(f, 5),
                                Fields.common(Fields.at(f, 6)))));
    }

    @Override
    public String toLine() {
        return String.join(":", name, password, Long.toString(uid), Long.toString(gid), gecos, home, shell);
    }

    /** The same account with another primary group. */
    public PasswdEntry withGid(long other) {
        return new PasswdEntry(name, password, uid, other, gecos, home, shell);
    }

    /** The same account with another shell. */
    public PasswdEntry withShell(String other) {
        return new PasswdEntry(name, password, uid, gid, gecos, home, other);
    }

    /** The same account with another password field. */
    public PasswdEntry withPassword(String other) {
        return new PasswdEntry(name, other, uid, gid, gecos, home, shell);
    }
}
