package org.hubwarden.host.systemd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tries whether units that are masked start: that they cannot is only known from systemd's refusal. */
final class RefusedStarts {

    private static final String MASKED = "org.freedesktop.systemd1.UnitMasked";

    private final Systemd systemd;
    private final Jobs jobs;

    RefusedStarts(Systemd systemd, Jobs jobs) {
        this.systemd = systemd;
        this.jobs = jobs;
    }

    /** For each that systemd does not refuse, why. None of them runs afterwards. */
    Map<String, String> of(List<String> units) throws BusFault {
        forget(units);
        Map<String, String> failures = new LinkedHashMap<>();
        List<String> started = new ArrayList<>();
        List<Answer> answers = systemd.makeJobs("StartUnit", units);
        for (int i = 0; i < units.size(); i++) {
            if (answers.get(i) instanceof Answer.Values) {
                started.add(units.get(i));
                failures.put(units.get(i), "it is masked and started all the same; see systemctl status");
            } else if (!(answers.get(i) instanceof Answer.Refused refused
                    && refused.name().equals(MASKED))) {
                failures.put(units.get(i), "it was not shown that it cannot be started: " + answers.get(i));
            }
        }
        jobs.run(Jobs.Verb.STOP, started);
        return failures;
    }

    /** A unit in memory is as it was before it was masked. Others that name it keep it there, until all files are read again. */
    private void forget(List<String> units) throws BusFault {
        List<String> kept = systemd.list(units).stream().map(ListedUnit::name).toList();
        for (String unit : kept) {
            systemd.awaitForgotten(unit);
        }
        if (!kept.isEmpty() && !systemd.list(kept).isEmpty()) {
            systemd.reload();
        }
    }
}
