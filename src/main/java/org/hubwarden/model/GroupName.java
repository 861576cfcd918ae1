package org.hubwarden.model;

import java.util.regex.Pattern;

/**
 * The name of a group in group(5).
 *
 * @param value matches {@code [a-z_][a-z0-9_.@+-]*}, 1 to 32 characters, as groupadd(8) takes it on Debian
 */
public record GroupName(String value) implements Comparable<GroupName> {

    /** As groupadd(8) counts them. */
    public static final int MAX_LENGTH = 32;

    /** What every group name matches. Before the constants below: they are checked against it when the class is loaded. */
    public static final Pattern SHAPE = Pattern.compile("[a-z_][a-z0-9_.@+-]*");

    /** Every managed account that is not locked. */
    public static final GroupName USERS = new GroupName("jupyterhub-users");

    /** Those with passwordless sudo. */
    public static final GroupName ADMINS = new GroupName("jupyterhub-admins");

    public GroupName {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a group name: " + value);
        }
    }

    /** The primary group of an account: it bears the account's name. */
    public static GroupName primaryOf(UnixName account) {
        return new GroupName(account.value());
    }

    /** Whether the text is a group name. */
    public static boolean isWellFormed(String text) {
        return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
    }

    /** Whether every hub has it, whatever the state file says. */
    public boolean isBuiltIn() {
        return equals(USERS) || equals(ADMINS);
    }

    // Those that records have by themselves take four times as long with the daemon's compiler, and these are keys of
    // maps.
    @Override
    public boolean equals(Object other) {
        return other instanceof GroupName name && name.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
