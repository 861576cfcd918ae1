package org.hubwarden.audit;

import org.hubwarden.plan.UnitChange;

/** What programs read of a change to a unit or its files. */
final class UnitFacts {

    private UnitFacts() {}

    static void of(UnitChange change, Facts facts) {
        if (change instanceof UnitChange.Write || change instanceof UnitChange.Remove) {
            facts.add(FieldName.PATH, change.subject());
        } else {
            facts.add(FieldName.UNIT, change.subject());
        }
        if (change instanceof UnitChange.Adjust a) {
            a.unit().account().ifPresent(account -> facts.person(account.value()));
            facts.change(Wording.limits(a.from()), Wording.limits(a.to()));
        } else if (change instanceof UnitChange.Write w) {
            facts.change(w.reason(), "as hubwarden writes it");
        } else if (change instanceof UnitChange.Remove) {
            facts.change("there", "not there");
        } else if (change instanceof UnitChange.Reload r) {
            facts.change(r.reason(), "all files read again");
        } else if (change instanceof UnitChange.Start s) {
            facts.person(s.account().value());
            facts.change("not running", "running");
        } else if (change instanceof UnitChange.Restart r) {
            facts.person(r.account().value());
            facts.change("as it was started before", "started anew");
        } else if (change instanceof UnitChange.Stop s) {
            facts.person(s.account().value());
            facts.change("running", "not running");
        }
    }
}
