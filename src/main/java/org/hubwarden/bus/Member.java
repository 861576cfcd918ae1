package org.hubwarden.bus;

import java.util.Arrays;
import java.util.Optional;

/** Every method that can be called, and by whom. What is not here is not there. */
enum Member {
    ENSURE_USER(Face.MANAGER, "EnsureUser", "s", "suss", true),
    START_SERVER(Face.MANAGER, "StartServer", "sa{ss}", "", true),
    STOP_SERVER(Face.MANAGER, "StopServer", "s", "", true),
    SERVER_STATE(Face.MANAGER, "ServerState", "s", "s", true),
    DELETED_IN_HUB(Face.MANAGER, "DeletedInHub", "as", "", true),
    RECONCILE(Face.MANAGER, "Reconcile", "", "s", false),
    PLAN(Face.MANAGER, "Plan", "", "s", false),
    APPROVE(Face.MANAGER, "Approve", "s", "s", false),
    STATUS(Face.MANAGER, "Status", "", "s", false),
    GET(Face.PROPERTIES, "Get", "ss", "v", false),
    GET_ALL(Face.PROPERTIES, "GetAll", "s", "a{sv}", false),
    SET(Face.PROPERTIES, "Set", "ssv", "", false),
    INTROSPECT(Face.INTROSPECTABLE, "Introspect", "", "s", true),
    PING(Face.PEER, "Ping", "", "", true),
    MACHINE_ID(Face.PEER, "GetMachineId", "", "s", true);

    private final Face face;
    private final String text;
    private final String in;
    private final String out;
    private final boolean isForHub;

    /** The interfaces, with their names on the bus. */
    enum Face {
        MANAGER("org.hubwarden1.Manager"),
        PROPERTIES("org.freedesktop.DBus.Properties"),
        INTROSPECTABLE("org.freedesktop.DBus.Introspectable"),
        PEER("org.freedesktop.DBus.Peer");

        private final String text;

        Face(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Optional<Face> of(String text) {
            return Arrays.stream(values())
                    .filter(face -> face.text.equals(text))
                    .findFirst();
        }
    }

    Member(Face face, String text, String in, String out, boolean isForHub) {
        this.face = face;
        this.text = text;
        this.in = in;
        this.out = out;
        this.isForHub = isForHub;
    }

    Face face() {
        return face;
    }

    String text() {
        return text;
    }

    /** The signature of what goes in, and of nothing else. */
    String in() {
        return in;
    }

    String out() {
        return out;
    }

    /** Whether the hub may call it; root may call all. */
    boolean isForHub() {
        return isForHub;
    }

    static Optional<Member> of(Face face, String text) {
        return Arrays.stream(values())
                .filter(member -> member.face == face && member.text.equals(text))
                .findFirst();
    }
}
