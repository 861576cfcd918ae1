package org.hubwarden.audit;

import org.hubwarden.plan.DemotionStep;

/** What programs read of what is done after somebody lost root. */
final class DemotionFacts {

    private DemotionFacts() {}

    static void of(DemotionStep step, Facts facts) {
        facts.person(step.unix().value());
        if (step instanceof DemotionStep.Tell t) {
            facts.change("not told", t.text());
        } else if (step instanceof DemotionStep.End e) {
            facts.add(FieldName.UNIT, e.server());
            facts.change("what began while they were an admin runs", "nothing of theirs runs");
        } else if (step instanceof DemotionStep.Serve s) {
            facts.add(FieldName.UNIT, s.server());
            facts.change("not running", "running");
        } else if (step instanceof DemotionStep.Kill k) {
            facts.change(k.pids().size() + " processes have the group of admins", "they are killed");
        } else if (step instanceof DemotionStep.Search s) {
            facts.add(FieldName.UNIX_GID, s.gid());
            facts.change("not searched", "being searched");
        } else if (step instanceof DemotionStep.TakeBit t) {
            facts.add(FieldName.PATH, Escaped.bytes(t.path()));
            facts.add(FieldName.UNIX_GID, t.gid());
            facts.change("setgid", "not setgid");
        } else if (step instanceof DemotionStep.Prove p) {
            facts.add(FieldName.UNIX_GID, p.gid());
            facts.change("not shown", "no process of theirs has it");
        }
    }
}
