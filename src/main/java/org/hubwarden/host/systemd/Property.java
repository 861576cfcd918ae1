package org.hubwarden.host.systemd;

import java.util.List;
import java.util.stream.Stream;

/**
 * A property of a unit. Asked for one by one, since systemd works out some four hundred for a question after all of them, and
 * reads a dozen files of the kernel for it.
 *
 * @param face the interface it belongs to
 */
record Property(String face, String name) {

    private static final String UNIT = "org.freedesktop.systemd1.Unit";
    private static final String SERVICE = "org.freedesktop.systemd1.Service";
    private static final String SLICE = "org.freedesktop.systemd1.Slice";

    private static final Property USER = new Property(SERVICE, "User");

    /** What is to be known of a service before it is started. */
    static final List<Property> OF_START = List.of(USER);

    /** How a service ended. */
    static final List<Property> OF_END = Stream.of("Result", "ExecMainStatus", "ExecMainCode")
            .map(name -> new Property(SERVICE, name))
            .toList();

    /** The limits of all servers together. */
    static final List<Property> OF_SLICE = limits(SLICE);

    /** All that is looked at of a server. */
    static final List<Property> OF_SERVER = Stream.concat(
                    Stream.of(
                            USER,
                            new Property(SERVICE, "PrivateTmp"),
                            new Property(SERVICE, "MainPID"),
                            new Property(SERVICE, "ExecMainStartTimestamp"),
                            new Property(UNIT, "NeedDaemonReload"),
                            new Property(UNIT, "DropInPaths")),
                    limits(SERVICE).stream())
            .toList();

    private static List<Property> limits(String face) {
        return Stream.of("MemoryMax", "CPUQuotaPerSecUSec", "TasksMax")
                .map(name -> new Property(face, name))
                .toList();
    }
}
