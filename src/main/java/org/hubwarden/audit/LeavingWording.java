package org.hubwarden.audit;

import java.util.Optional;
import org.hubwarden.plan.LeavingStep;

/** What is said of what is done for people who leave. */
final class LeavingWording {

    private LeavingWording() {}

    static Statement of(LeavingStep step) {
        if (step instanceof LeavingStep.ForgetSudo) {
            return say(ChangeKind.LEAVING_SUDO, step, "that they gave their password");
        }
        if (step instanceof LeavingStep.Mask m) {
            return say(ChangeKind.LEAVING_MASK, step, m.unit().value());
        }
        if (step instanceof LeavingStep.Tell t) {
            return say(ChangeKind.LEAVING_TELL, step, t.text());
        }
        if (step instanceof LeavingStep.Halt h) {
            return say(ChangeKind.LEAVING_HALT, step, h.unit().value() + ", and try whether it starts");
        }
        if (step instanceof LeavingStep.SetAside s) {
            return say(ChangeKind.LEAVING_JOBS, step, String.join(", ", s.jobs()));
        }
        if (step instanceof LeavingStep.EndSessions) {
            return say(ChangeKind.LEAVING_SESSIONS, step, "logins, and their own systemd");
        }
        if (step instanceof LeavingStep.EndProcesses e) {
            return say(ChangeKind.LEAVING_PROCESSES, step, "all of uid " + e.uid() + ", and look that none is left");
        }
        if (step instanceof LeavingStep.CloseKeys c) {
            return say(ChangeKind.LEAVING_KEYS, step, "those that let in over ssh, in " + c.home());
        }
        if (step instanceof LeavingStep.ListFiles l) {
            return say(ChangeKind.LEAVING_LIST, step, "of uid " + l.uid() + " outside " + l.home());
        }
        if (step instanceof LeavingStep.KeepList k) {
            return say(ChangeKind.LEAVING_FILES, step, k.sentence());
        }
        if (step instanceof LeavingStep.PackHome p) {
            return say(ChangeKind.LEAVING_PACK, step, p.home() + " into " + p.file() + ", and then remove it");
        }
        if (step instanceof LeavingStep.KeepArchive k) {
            return say(ChangeKind.LEAVING_ARCHIVE, step, k.home() + " as " + k.file());
        }
        if (step instanceof LeavingStep.RestoreHome r) {
            return say(ChangeKind.LEAVING_RESTORE, step, r.home() + " out of " + r.file());
        }
        if (step instanceof LeavingStep.GiveBack g) {
            return say(ChangeKind.LEAVING_GIVE_BACK, step, g.home() + " out of " + g.file());
        }
        if (step instanceof LeavingStep.Unmask u) {
            return say(ChangeKind.RETURN_UNMASK, step, u.unit().value());
        }
        if (step instanceof LeavingStep.TakeBack) {
            return say(ChangeKind.RETURN_TAKE_BACK, step, "what was set aside when they left");
        }
        throw new IllegalArgumentException("no words for " + step.getClass());
    }

    private static Statement say(ChangeKind kind, LeavingStep step, String details) {
        return new Statement(kind, step.subject(), Optional.of(step.unix().value()), details, step.reason());
    }
}
