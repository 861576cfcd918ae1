package org.hubwarden.model;

/**
 * The name of an account that hubwarden makes, and of its primary group: {@code jupyter-} and what {@link Naming} makes of
 * the hub name.
 *
 * @param value safe as a field of passwd(5), as one path component and in sudoers(5)
 */
public record UnixName(String value) implements Comparable<UnixName> {

    /** What every managed account's name begins with. */
    public static final String PREFIX = "jupyter-";

    public UnixName {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not the name of a managed account: " + value);
        }
    }

    /** Whether the text has the shape of a managed account's name. Says nothing about whether such an account exists. */
    public static boolean isWellFormed(String text) {
        return text.length() <= 32
                && text.startsWith(PREFIX)
                && HubName.fault(text.substring(PREFIX.length())).isEmpty();
    }

    /** What follows {@link #PREFIX}. */
    public String suffix() {
        return value.substring(PREFIX.length());
    }

    // Those that records have by themselves take four times as long with the daemon's compiler, and these are keys of
    // maps.
    @Override
    public boolean equals(Object other) {
        return other instanceof UnixName name && name.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(UnixName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
