package org.hubwarden.host.systemd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.Variant;

/** What systemd can be asked and told, with the types that its documentation gives: org.freedesktop.systemd1(5). */
final class Systemd implements AutoCloseable {

    /** A reload reads every unit file again, and with thousands of units takes 10 s and more. */
    static final Duration RELOAD = Duration.ofMinutes(2);

    /** Names in one question: the answer must stay well below what the bus lets through. */
    private static final int NAMES = 1000;

    /** systemd that starts hundreds of units on a busy machine answers late. */
    private static final Duration BUSY = Duration.ofMinutes(1);

    private static final int SIGKILL = 9;
    private static final int FORGETTING_TRIES = 200;
    private static final long FORGETTING_PAUSE_MILLIS = 10;

    private final Bus bus;

    Systemd(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void close() {
        bus.close();
    }

    /** Its own version. */
    SystemdVersion version() throws BusFault {
        return new SystemdVersion(String.valueOf(
                plain(ask(Call.managerProperty("Version")).values().get(0))));
    }

    /** The units in systemd's memory whose names match one of these patterns. */
    List<ListedUnit> list(List<String> patterns) throws BusFault {
        return listed(ask(Call.manager("ListUnitsByPatterns", "asas", List.of(), patterns)));
    }

    /** These units, also where they are not in memory. */
    List<ListedUnit> named(List<String> names) throws BusFault {
        List<ListedUnit> all = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i += NAMES) {
            List<String> some = names.subList(i, Math.min(names.size(), i + NAMES));
            all.addAll(listed(values(bus.call(Call.manager("ListUnitsByNames", "as", some), BUSY))));
        }
        return all;
    }

    private static List<ListedUnit> listed(Answer.Values answer) {
        return ((List<?>) answer.first(List.class)).stream().map(ListedUnit::of).toList();
    }

    /** Properties of these units, for each in turn. Units that are not loaded are loaded for it. */
    List<UnitProperties> properties(List<String> units, List<Property> wanted) throws BusFault {
        List<Call> calls = units.stream()
                .map(ObjectPath::of)
                .flatMap(path -> wanted.stream().map(property -> Call.property(path, property)))
                .toList();
        Iterator<Answer> answers = bus.callAll(calls, Bus.LIMIT).iterator();
        List<UnitProperties> all = new ArrayList<>(units.size());
        for (int i = 0; i < units.size(); i++) {
            Map<String, Object> values = new HashMap<>();
            for (Property property : wanted) {
                values.put(property.name(), plain(values(answers.next()).first(Object.class)));
            }
            all.add(new UnitProperties(values));
        }
        return all;
    }

    /** When systemd read its files the last time, in its own count. */
    long filesRead() throws BusFault {
        Answer.Values answer = ask(Call.managerProperty("UnitsLoadTimestampMonotonic"));
        return ((Number) plain(answer.first(Object.class))).longValue();
    }

    private static Object plain(Object value) {
        return value instanceof Variant<?> variant ? variant.getValue() : value;
    }

    /** Makes jobs and does not wait for them. */
    List<Answer> makeJobs(String method, List<String> units) throws BusFault {
        return bus.callAll(
                units.stream()
                        .map(unit -> Call.manager(method, "ss", unit, "replace"))
                        .toList(),
                BUSY);
    }

    /**
     * That these units failed, and how often they were started, does not count any more. Otherwise systemd keeps who failed in its
     * memory, and starts nothing that failed often.
     */
    void forgetFailures(List<String> units) throws BusFault {
        List<Call> calls = units.stream()
                .map(unit -> Call.manager("ResetFailedUnit", "s", unit))
                .toList();
        for (Answer answer : bus.callAll(calls, Bus.LIMIT)) {
            if (answer instanceof Answer.None none) {
                throw new BusFault(none.why());
            }
        }
    }

    /**
     * Waits until a unit that was stopped is out of systemd's memory, so that its files are read when it is started. What else
     * holds on to it may keep it there.
     */
    void awaitForgotten(String unit) throws BusFault {
        try {
            for (int i = 0; i < FORGETTING_TRIES && !list(List.of(unit)).isEmpty(); i++) {
                Thread.sleep(FORGETTING_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusFault("interrupted while a unit was waited for", e);
        }
    }

    /** Kills all that runs in a unit; one that does not run any more is none to be killed. */
    void kill(String unit) throws BusFault {
        Answer answer = bus.call(Call.manager("KillUnit", "ssi", unit, "all", SIGKILL), Bus.LIMIT);
        if (answer instanceof Answer.None none) {
            throw new BusFault(none.why());
        }
    }

    /** Reads all unit files again. */
    void reload() throws BusFault {
        values(bus.call(Call.manager("Reload", ""), RELOAD));
    }

    /** Makes one call that must succeed. */
    Answer.Values ask(Call call) throws BusFault {
        return values(bus.call(call, Bus.LIMIT));
    }

    /** What was answered; a refusal is a fault. */
    static Answer.Values values(Answer answer) throws BusFault {
        if (answer instanceof Answer.Values values) {
            return values;
        }
        throw new BusFault(answer instanceof Answer.Refused refused ? refused.text() : ((Answer.None) answer).why());
    }
}
