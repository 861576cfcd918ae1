package org.hubwarden.host.systemd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Starts and stops units: many at once, no more at a time than systemd bears, and each until it got there. That a job is over
 * is a hint; whether the unit is where it should be is read from systemd's list. Thread-safe; one batch at a time.
 */
final class Jobs {

    /** With 1,000 jobs under way, PID 1 of systemd 252 lost the bus; with 400 it did not. */
    private static final int MOST = 200;

    /** When no word comes for so long, the list is asked. */
    private static final long SILENCE_MILLIS = 1000;

    /** Longer than systemd itself waits for a unit. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

    private final Systemd systemd;
    private final EndedJobs ended;

    Jobs(Systemd systemd, EndedJobs ended) {
        this.systemd = systemd;
        this.ended = ended;
    }

    /** What is done with a unit. */
    enum Verb {
        START("StartUnit", "active"),
        STOP("StopUnit", "inactive");

        private final String method;
        private final String goal;

        Verb(String method, String goal) {
            this.method = method;
            this.goal = goal;
        }

        /** A unit that failed, or that is not in memory, is stopped. */
        boolean isReached(ListedUnit unit) {
            return unit.active().equals(goal) || (this == STOP && unit.active().equals("failed"));
        }
    }

    /** How long a batch may take, of which nothing ends. */
    static Duration atMost(int units) {
        return LONGEST_SILENCE.multipliedBy(1 + units / MOST);
    }

    /**
     * Does it with each of the units. A single one does not wait for other batches: a server that takes a minute to end keeps nobody
     * else's from starting.
     *
     * @return for those that did not get there, why; empty when all did
     */
    Map<String, String> run(Verb verb, List<String> units) throws BusFault {
        if (units.size() <= 1) {
            return batch(verb, units);
        }
        synchronized (this) {
            return batch(verb, units);
        }
    }

    private Map<String, String> batch(Verb verb, List<String> units) throws BusFault {
        Map<String, String> failures = new LinkedHashMap<>();
        ended.begin();
        try {
            work(verb, units, failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusFault("interrupted while units were waited for", e);
        } finally {
            ended.end();
        }
        verify(verb, units, failures);
        return failures;
    }

    /** Makes the one job of a call, and waits until it is over, however it ended. Beside a batch, and beside others of these. */
    void await(Call call, String unit, Duration limit) throws BusFault {
        ended.begin();
        try {
            String job = String.valueOf(systemd.ask(call).values().get(0));
            Map<String, String> underWay = new HashMap<>(Map.of(job, unit));
            long end = System.nanoTime() + limit.toNanos();
            while (!underWay.isEmpty() && System.nanoTime() < end) {
                hasNews(underWay);
            }
            if (!underWay.isEmpty()) {
                throw new BusFault("systemd does not get it done");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusFault("interrupted while a unit was waited for", e);
        } finally {
            ended.end();
        }
    }

    private void work(Verb verb, List<String> units, Map<String, String> failures)
            throws BusFault, InterruptedException {
        Map<String, String> underWay = new HashMap<>();
        int next = 0;
        long lastNews = System.nanoTime();
        while (next < units.size() || !underWay.isEmpty()) {
            int room = Math.min(units.size() - next, Math.min(BusConnection.MOST_CALLS, MOST - underWay.size()));
            if (room > 0) {
                begin(verb, units.subList(next, next + room), underWay, failures);
                next += room;
            }
            if (underWay.isEmpty() || hasNews(underWay)) {
                lastNews = System.nanoTime();
            } else if (System.nanoTime() - lastNews > LONGEST_SILENCE.toNanos()) {
                underWay.values().forEach(unit -> failures.put(unit, "systemd does not get it done"));
                return;
            }
        }
    }

    private void begin(Verb verb, List<String> units, Map<String, String> underWay, Map<String, String> failures)
            throws BusFault {
        List<Answer> answers = systemd.makeJobs(verb.method, units);
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            if (answer instanceof Answer.Values values) {
                underWay.put(String.valueOf(values.values().get(0)), units.get(i));
            } else if (answer instanceof Answer.Refused refused) {
                failures.put(units.get(i), refused.text());
            } else {
                throw new BusFault(((Answer.None) answer).why());
            }
        }
    }

    private boolean hasNews(Map<String, String> underWay) throws BusFault, InterruptedException {
        if (ended.takeOut(underWay.keySet(), SILENCE_MILLIS)) {
            return true;
        }
        Set<String> idle = systemd.named(new ArrayList<>(underWay.values())).stream()
                .filter(unit -> !unit.hasJob())
                .map(ListedUnit::name)
                .collect(Collectors.toSet());
        return underWay.values().removeAll(idle);
    }

    private void verify(Verb verb, List<String> units, Map<String, String> failures) throws BusFault {
        List<String> tried =
                units.stream().filter(unit -> !failures.containsKey(unit)).toList();
        for (ListedUnit unit : systemd.named(tried)) {
            if (!verb.isReached(unit)) {
                failures.put(unit.name(), "it is " + unit.active() + " (" + unit.sub() + ")");
            }
        }
    }
}
