package org.hubwarden.bus;

import java.util.List;
import java.util.Map;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.bus.wire.Message;
import org.hubwarden.bus.wire.Values;
import org.hubwarden.spec.ServerEnvironment;

/** From a call to its answer. Every call is checked here, whatever the bus let through. Thread-safe. */
final class Answers {

    /** The one object, and where it lies. */
    static final String OBJECT = "/org/hubwarden1";

    private final Callers callers;
    private final HubRequests hub;
    private final RootRequests root;

    Answers(Callers callers, HubRequests hub, RootRequests root) {
        this.callers = callers;
        this.hub = hub;
        this.root = root;
    }

    /** Which method is meant. */
    static Member member(Message call) throws Refusal {
        Member.Face face = Member.Face.of(call.head().face())
                .orElseThrow(() -> new Refusal(Cause.UNKNOWN_INTERFACE, "there is no such interface here"));
        Member member = Member.of(face, call.head().member())
                .orElseThrow(() -> new Refusal(Cause.UNKNOWN_METHOD, "there is no such method in " + face.text()));
        boolean isHere = call.head().path().equals(OBJECT)
                || member.face() == Member.Face.PEER
                || (member == Member.INTROSPECT
                        && Introspection.isAbove(call.head().path()));
        if (!isHere) {
            throw new Refusal(Cause.UNKNOWN_OBJECT, "there is no such object here; the one there is is " + OBJECT);
        }
        return member;
    }

    /** {@code uid}: whom the bus names as the caller. */
    Body answer(Message call, Member member, long uid) throws Refusal {
        callers.check(uid, member);
        if (call.isCut()) {
            throw new Refusal(Cause.LIMITS, "the message is too long");
        }
        if (!call.head().signature().equals(member.in())) {
            throw new Refusal(
                    Cause.ARGUMENTS,
                    member.text() + " takes (" + member.in() + ") and not ("
                            + call.head().signature() + ")");
        }
        return answer(call, member);
    }

    private Body answer(Message call, Member member) throws Refusal {
        Values values = call.values();
        return switch (member) {
            case ENSURE_USER -> hub.ensureUser(values.text());
            case START_SERVER -> {
                hub.startServer(values.text(), variables(values));
                yield new Body();
            }
            case STOP_SERVER -> {
                hub.stopServer(values.text());
                yield new Body();
            }
            case SERVER_STATE -> hub.serverState(values.text());
            case DELETED_IN_HUB -> {
                hub.deleted(names(values));
                yield new Body();
            }
            case RECONCILE -> root.reconcile();
            case PLAN -> root.plan();
            case APPROVE -> root.approve(values.text());
            case STATUS -> root.status();
            case GET -> root.property(values.text(), values.text());
            case GET_ALL -> root.properties(values.text());
            case SET -> throw new Refusal(Cause.READ_ONLY, "properties here are read only");
            case INTROSPECT -> new Body().text(Introspection.of(call.head().path()));
            case PING -> new Body();
            case MACHINE_ID -> new Body().text(root.machineId());
        };
    }

    private static List<String> names(Values values) throws Refusal {
        return values.list(HubRequests.MOST_DELETED)
                .orElseThrow(
                        () -> new Refusal(Cause.LIMITS, "more than " + HubRequests.MOST_DELETED + " names are sent"));
    }

    private static Map<String, String> variables(Values values) throws Refusal {
        return values.texts(ServerEnvironment.MOST)
                .orElseThrow(() -> new Refusal(
                        Cause.LIMITS,
                        "more than " + ServerEnvironment.MOST + " variables are sent, or one of them twice"));
    }
}
