package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.spec.SudoersText;
import org.hubwarden.spec.UnitText;

/**
 * Decides how hubwarden gives a machine up: its sudo rules, unit files and masks go, and all else stays. First what grants goes and then
 * what denies, so that nobody has more rights at any moment. A denial that still holds somebody off stays. Of the unit files the
 * template goes last: without the drop-in that opens it, it is closed.
 */
public final class Retirement {

    private static final Reason WHY = new Reason("hubwarden is retired");

    private final SudoersSight sudoers;
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private Retirement(SudoersSight sudoers) {
        this.sudoers = sudoers;
    }

    /**
     * The plan for one moment of a machine. Nothing in the ledger changes.
     *
     * @param masks the units of people who left, which nobody can start: without us they would stay so for whoever gets the name
     * @param accounts empty where they cannot be read: then nobody knows whom another rule reaches
     */
    public static Plan plan(
            SudoersSight sudoers,
            SortedMap<String, DropInSight> unitFiles,
            SortedMap<UnitName, UnixName> masks,
            Optional<AccountDatabases> accounts,
            Ledger ledger) {
        Retirement retirement = new Retirement(sudoers);
        retirement.sudoers(new DeniedReach(sudoers, accounts));
        retirement.units(unitFiles);
        masks.forEach((unit, unix) -> retirement.changes.add(new LeavingStep.Unmask(unix, unit, WHY)));
        return new Plan(retirement.changes, retirement.findings, Optional.empty(), ledger, ledger);
    }

    private void sudoers(DeniedReach reach) {
        boolean grantGoes = withdraw(SudoersText.ADMIN_RULE_PATH, sudoers.adminRule());
        SortedSet<Long> denied = SudoersPlanner.denied(sudoers.denyList());
        Optional<String> need = denied.isEmpty() ? Optional.empty() : reach.ofAny(denied);
        if (!grantGoes) {
            keep("while " + SudoersText.ADMIN_RULE_PATH + " is there");
        } else if (need.isPresent()) {
            keep(need.get());
        } else {
            withdraw(SudoersText.DENY_LIST_PATH, sudoers.denyList());
        }
    }

    private void units(SortedMap<String, DropInSight> files) {
        files.entrySet().stream()
                .filter(file -> isOurs(file.getKey(), file.getValue()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(path -> !UnitText.isDropIn(path)))
                .forEach(path -> changes.add(new UnitChange.Remove(path, WHY)));
    }

    /** The name makes a drop-in ours, and the first line a unit file. */
    private static boolean isOurs(String path, DropInSight sight) {
        return sight instanceof DropInSight.Regular file
                && (UnitText.isDropIn(path) || file.content().startsWith(UnitText.FIRST_LINE));
    }

    private void keep(String why) {
        if (!(sudoers.denyList() instanceof DropInSight.Absent)) {
            findings.add(new Finding(
                    Finding.Kind.CONFLICT,
                    SudoersText.DENY_LIST_PATH,
                    "it stays and denies sudo to who held root here, " + why
                            + "; when that is settled, run hubwarden retire again"));
        }
    }

    /** Whether nothing is left there. What somebody else put there is not ours to take. */
    private boolean withdraw(String path, DropInSight sight) {
        if (sight instanceof DropInSight.Absent) {
            return true;
        }
        if (sight instanceof DropInSight.Regular file && file.content().startsWith(SudoersText.FIRST_LINE)) {
            changes.add(new SudoersChange.Withdraw(path, WHY));
            return true;
        }
        String what = sight instanceof DropInSight.Other other ? other.what() : "not written by hubwarden";
        findings.add(new Finding(
                Finding.Kind.CONFLICT, path, "it is " + Text.printable(what) + ", and stays; remove it yourself"));
        return false;
    }
}
