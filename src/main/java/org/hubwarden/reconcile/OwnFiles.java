package org.hubwarden.reconcile;

import java.util.HashSet;
import java.util.Set;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.spec.SudoersText;
import org.hubwarden.spec.UnitText;
import org.hubwarden.sweep.Escape;

/** The files of sudo and systemd that hubwarden writes, as far as a look found each exactly as it is to be. */
final class OwnFiles {

    private OwnFiles() {}

    /** Escaped paths, with the directories of drop-ins; none while anything is in conflict or held. */
    static Set<String> of(Assessment look) {
        Set<String> paths = new HashSet<>();
        if (look.observed().isPresent()
                && look.plan().filter(OwnFiles::isUndisputed).isPresent()) {
            add(look.observed().get(), paths);
            look.plan().get().changes().forEach(change -> paths.remove(path(change)));
        }
        Set<String> escaped = new HashSet<>();
        for (String path : paths) {
            escaped.add(Escape.text(path));
            if (UnitText.isDropIn(path)) {
                escaped.add(Escape.text(path.substring(0, path.lastIndexOf('/'))));
            }
        }
        return escaped;
    }

    private static boolean isUndisputed(Plan plan) {
        return plan.hold().isEmpty()
                && plan.findings().stream().noneMatch(finding -> finding.kind() == Finding.Kind.CONFLICT);
    }

    private static void add(ObservedState seen, Set<String> paths) {
        seen.servers().files().forEach((path, sight) -> {
            if (begins(sight, UnitText.FIRST_LINE)) {
                paths.add(path);
            }
        });
        if (begins(seen.sudoers().adminRule(), SudoersText.FIRST_LINE)) {
            paths.add(SudoersText.ADMIN_RULE_PATH);
        }
        if (begins(seen.sudoers().denyList(), SudoersText.FIRST_LINE)) {
            paths.add(SudoersText.DENY_LIST_PATH);
        }
    }

    private static boolean begins(DropInSight sight, String line) {
        return sight instanceof DropInSight.Regular file && file.content().startsWith(line);
    }

    private static String path(Change change) {
        if (change instanceof UnitChange.Write write) {
            return write.path();
        }
        if (change instanceof UnitChange.Remove remove) {
            return remove.path();
        }
        return change instanceof SudoersChange sudoers ? sudoers.subject() : "";
    }
}
