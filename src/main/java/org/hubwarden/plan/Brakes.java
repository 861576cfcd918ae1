package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.desired.BrakeSettings;
import org.hubwarden.ledger.Stakes;

/** Keeps a slip in the state file from locking out a class, or from making one into admins. */
final class Brakes {

    /**
     * What a plan does to people. Hub names throughout.
     *
     * @param inUse how many accounts are not locked before
     * @param newcomers whether anybody gets an account
     * @param removals whose accounts are locked, and were not before
     * @param promotions who becomes an admin, as far as it counts
     * @param adminsBefore who is an admin
     * @param adminsAfter who is one afterwards
     */
    record Impact(
            long inUse,
            boolean newcomers,
            Set<String> removals,
            Set<String> promotions,
            Set<String> adminsBefore,
            Set<String> adminsAfter) {

        boolean removesLastAdmin() {
            return !adminsBefore.isEmpty() && adminsAfter.isEmpty();
        }

        private boolean removesEverybody() {
            return !removals.isEmpty() && removals.size() == inUse;
        }
    }

    private final BrakeSettings settings;

    Brakes(BrakeSettings settings) {
        this.settings = settings;
    }

    /** Why it is to be held, clauses that go after "the state file would"; none when it is not. */
    List<String> reasons(Impact impact) {
        List<String> reasons = new ArrayList<>();
        removals(impact, reasons);
        if (impact.removesLastAdmin()) {
            reasons.add("leave nobody an admin");
        }
        int promotions = impact.promotions().size();
        if (promotions > settings.promotions()) {
            reasons.add("make " + accounts(promotions) + " admins, and at most " + settings.promotions()
                    + " may become so at once");
        }
        return reasons;
    }

    private void removals(Impact impact, List<String> reasons) {
        int removals = impact.removals().size();
        long most = settings.removals().of(impact.inUse());
        if (impact.removesEverybody()) {
            reasons.add((impact.newcomers() ? "replace" : "lock") + " everybody who has an account");
        } else if (removals > most) {
            reasons.add("lock " + removals + " of " + accounts(impact.inUse()) + ", and at most " + most
                    + " may leave at once");
        } else if (removals * 2L > impact.inUse()) {
            reasons.add("lock " + removals + " of " + accounts(impact.inUse()) + ", which is more than half");
        }
    }

    private static String accounts(long count) {
        return count + (count == 1 ? " account" : " accounts");
    }

    /** What is to be approved for it. Facts about people only, so that other drift changes nothing in them. */
    static Stakes stakes(String stateSha256, Impact impact) {
        SortedSet<String> changes = new TreeSet<>();
        impact.removals().forEach(name -> changes.add("remove " + name));
        impact.promotions().forEach(name -> changes.add("promote " + name));
        if (impact.removesEverybody() && impact.newcomers()) {
            changes.add("replace everybody");
        }
        if (impact.removesLastAdmin()) {
            impact.adminsBefore().forEach(name -> changes.add("demote " + name));
        }
        return new Stakes(stateSha256, changes);
    }
}
