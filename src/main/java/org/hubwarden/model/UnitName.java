package org.hubwarden.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a systemd unit that runs somebody's server.
 *
 * @param value with its type at the end, as systemd spells it: characters it does not take are escaped
 */
public record UnitName(String value) implements Comparable<UnitName> {

    /** The one template whose instances the servers are. */
    public static final String TEMPLATE = "jupyter@.service";

    /** The instances, as a pattern of systemd's. */
    public static final String INSTANCES = "jupyter@*.service";

    /** What TLJH starts for its users, as a pattern of systemd's; others may bear such names as well. */
    public static final String TLJH_UNITS = "jupyter-*.service";

    /** The slice that all servers share. */
    public static final String SLICE = "jupyterhub-users.slice";

    private static final String INSTANCE_PREFIX = "jupyter@";
    private static final String TLJH_PREFIX = "jupyter-";
    private static final String TYPE = ".service";
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{1,247}\\.(service|slice)");

    /** The only character of a hub name that systemd does not take, and what it writes in its place. */
    private static final String PLUS = "+";

    private static final String ESCAPED_PLUS = "\\x2b";

    public UnitName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a unit: " + value);
        }
    }

    /** The unit of an account: what follows {@code jupyter-} in its name is the instance. */
    public static UnitName of(UnixName account) {
        return new UnitName(INSTANCE_PREFIX + escaped(account.suffix()) + TYPE);
    }

    /** The unit that TLJH starts for a user; empty where the name is too long for systemd. */
    public static Optional<UnitName> ofTljh(HubName user) {
        String name = TLJH_PREFIX + escaped(user.value()) + TYPE;
        return SHAPE.matcher(name).matches() ? Optional.of(new UnitName(name)) : Optional.empty();
    }

    /** The account whose unit this is, by its name; empty where it is no instance of the template. */
    public Optional<UnixName> account() {
        if (!value.startsWith(INSTANCE_PREFIX) || !value.endsWith(TYPE)) {
            return Optional.empty();
        }
        String instance = value.substring(INSTANCE_PREFIX.length(), value.length() - TYPE.length());
        String name = UnixName.PREFIX + instance.replace(ESCAPED_PLUS, PLUS);
        return UnixName.isWellFormed(name) ? Optional.of(new UnixName(name)) : Optional.empty();
    }

    /** Whether the template's {@code User=} is not this account, since its name had to be escaped. */
    public static boolean isEscaped(UnixName account) {
        return account.suffix().contains(PLUS);
    }

    private static String escaped(String text) {
        return text.replace(PLUS, ESCAPED_PLUS);
    }

    @Override
    public int compareTo(UnitName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
