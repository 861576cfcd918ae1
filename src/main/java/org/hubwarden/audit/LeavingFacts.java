package org.hubwarden.audit;

import org.hubwarden.plan.LeavingStep;

/** What programs read of what is done for people who leave. */
final class LeavingFacts {

    private LeavingFacts() {}

    static void of(LeavingStep step, Facts facts) {
        facts.person(step.unix().value());
        if (step instanceof LeavingStep.ForgetSudo) {
            facts.change("sudo would not ask", "sudo asks");
        } else if (step instanceof LeavingStep.Mask m) {
            facts.add(FieldName.UNIT, m.unit());
            facts.change("not masked", "masked");
        } else if (step instanceof LeavingStep.Tell t) {
            facts.change("not told", t.text());
        } else if (step instanceof LeavingStep.Halt h) {
            facts.add(FieldName.UNIT, h.unit());
            facts.change(h.reason(), "not running, and refused");
        } else if (step instanceof LeavingStep.SetAside s) {
            s.jobs().forEach(path -> facts.add(FieldName.PATH, path));
            facts.change(String.join(", ", s.jobs()), "set aside");
        } else if (step instanceof LeavingStep.EndSessions) {
            facts.change(step.reason(), "logged out");
        } else if (step instanceof LeavingStep.EndProcesses) {
            facts.change(step.reason(), "no process");
        } else if (step instanceof LeavingStep.CloseKeys c) {
            facts.add(FieldName.PATH, c.home());
            facts.change("keys that open", "no key that opens");
        } else if (step instanceof LeavingStep.ListFiles l) {
            facts.change("not listed", "on their way into " + l.file());
        } else if (step instanceof LeavingStep.KeepList k) {
            facts.change("not listed", k.sentence());
        } else if (step instanceof LeavingStep.PackHome p) {
            facts.add(FieldName.PATH, p.home());
            facts.change("a home", "on its way into " + p.file());
        } else if (step instanceof LeavingStep.KeepArchive k) {
            facts.add(FieldName.PATH, k.home());
            facts.change("a home", k.file());
        } else if (step instanceof LeavingStep.RestoreHome r) {
            facts.add(FieldName.PATH, r.home());
            facts.change(r.file(), "on its way to be a home");
        } else if (step instanceof LeavingStep.GiveBack g) {
            facts.add(FieldName.PATH, g.home());
            facts.change(g.file(), "a home");
        } else if (step instanceof LeavingStep.Unmask u) {
            facts.add(FieldName.UNIT, u.unit());
            facts.change("masked", "not masked");
        } else if (step instanceof LeavingStep.TakeBack) {
            facts.change("set aside", "as it was");
        }
    }
}
