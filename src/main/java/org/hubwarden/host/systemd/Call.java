package org.hubwarden.host.systemd;

import java.util.List;

/**
 * One method call to systemd. A value: nothing is sent by making it.
 *
 * @param path the object that is asked
 * @param face the interface
 * @param signature of the arguments; empty where there are none
 */
record Call(String path, String face, String method, String signature, List<Object> arguments) {

    private static final String MANAGER = "/org/freedesktop/systemd1";
    private static final String MANAGER_FACE = "org.freedesktop.systemd1.Manager";
    private static final String PROPERTIES_FACE = "org.freedesktop.DBus.Properties";

    Call {
        arguments = List.copyOf(arguments);
    }

    /** A call to the manager of all units. */
    static Call manager(String method, String signature, Object... arguments) {
        return new Call(MANAGER, MANAGER_FACE, method, signature, List.of(arguments));
    }

    /** One property of an object. systemd loads a unit that is not loaded for it. */
    static Call property(String path, Property property) {
        return new Call(path, PROPERTIES_FACE, "Get", "ss", List.of(property.face(), property.name()));
    }

    /** One property of the manager. */
    static Call managerProperty(String name) {
        return new Call(MANAGER, PROPERTIES_FACE, "Get", "ss", List.of(MANAGER_FACE, name));
    }
}
