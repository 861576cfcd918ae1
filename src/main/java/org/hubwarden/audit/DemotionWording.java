package org.hubwarden.audit;

import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.plan.DemotionStep;

/** What is said of what is done after somebody lost root. */
final class DemotionWording {

    private DemotionWording() {}

    static Statement of(DemotionStep step) {
        if (step instanceof DemotionStep.Tell t) {
            return say(ChangeKind.DEMOTION_TELL, step, "on every terminal of uid " + t.uid() + ": " + t.text());
        }
        if (step instanceof DemotionStep.End e) {
            return say(
                    ChangeKind.DEMOTION_END,
                    step,
                    (e.stops() ? e.server() + ", " : "") + "sessions, and all else of uid " + e.uid());
        }
        if (step instanceof DemotionStep.Serve s) {
            return say(ChangeKind.DEMOTION_SERVE, step, s.server().value());
        }
        if (step instanceof DemotionStep.Kill k) {
            String pids = k.pids().stream().map(pid -> "pid " + pid).collect(Collectors.joining(", "));
            return say(ChangeKind.DEMOTION_KILL, step, pids);
        }
        if (step instanceof DemotionStep.Search s) {
            return say(ChangeKind.DEMOTION_SEARCH, step, "files with the setgid bit and gid " + s.gid());
        }
        if (step instanceof DemotionStep.TakeBit t) {
            return new Statement(
                    ChangeKind.DEMOTION_TAKE_BIT,
                    Escaped.bytes(t.path()),
                    Optional.of(t.unix().value()),
                    "the setgid bit, gid " + t.gid(),
                    step.reason());
        }
        if (step instanceof DemotionStep.Prove p) {
            return say(ChangeKind.DEMOTION_PROVE, step, "no process of uid " + p.uid() + " has gid " + p.gid());
        }
        throw new IllegalArgumentException("no words for " + step.getClass());
    }

    private static Statement say(ChangeKind kind, DemotionStep step, String details) {
        return new Statement(kind, step.subject(), Optional.of(step.unix().value()), details, step.reason());
    }
}
