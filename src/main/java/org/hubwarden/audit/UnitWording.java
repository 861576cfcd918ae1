package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.UnitChange;

/** What is said of changes to units. */
final class UnitWording {

    private UnitWording() {}

    static Statement of(UnitChange change) {
        if (change instanceof UnitChange.Write w) {
            return say(ChangeKind.UNIT_FILE_WRITE, w, Optional.empty(), "");
        }
        if (change instanceof UnitChange.Remove r) {
            return say(ChangeKind.UNIT_FILE_REMOVE, r, Optional.empty(), "");
        }
        if (change instanceof UnitChange.Reload r) {
            return say(ChangeKind.UNIT_RELOAD, r, Optional.empty(), "systemd reads all of them again");
        }
        if (change instanceof UnitChange.Adjust a) {
            return say(ChangeKind.UNIT_ADJUST, a, Optional.empty(), limits(a.to()));
        }
        if (change instanceof UnitChange.Start s) {
            return as(ChangeKind.UNIT_START, s, s.account());
        }
        if (change instanceof UnitChange.Restart r) {
            return as(ChangeKind.UNIT_RESTART, r, r.account());
        }
        if (change instanceof UnitChange.Stop s) {
            return say(ChangeKind.UNIT_STOP, s, Optional.of(s.account().value()), "");
        }
        throw new IllegalArgumentException("no words for " + change.getClass());
    }

    private static Statement as(ChangeKind kind, UnitChange change, UnixName account) {
        return say(kind, change, Optional.of(account.value()), "as " + account.value());
    }

    private static Statement say(ChangeKind kind, UnitChange change, Optional<String> account, String details) {
        return new Statement(kind, change.subject(), account, details, change.reason());
    }

    /** Limits as people write them. */
    static String limits(Limits limits) {
        List<String> parts = new ArrayList<>();
        limits.memory().ifPresent(bytes -> parts.add("memory " + size(bytes)));
        limits.cpu().ifPresent(cpu -> parts.add("cpu " + processors(cpu)));
        limits.tasks().ifPresent(tasks -> parts.add("tasks " + number(tasks)));
        return String.join(", ", parts);
    }

    private static String number(long value) {
        return value == Limits.UNLIMITED ? "unlimited" : Long.toString(value);
    }

    private static String size(long bytes) {
        if (bytes == Limits.UNLIMITED) {
            return "unlimited";
        }
        int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, 4);
        return (bytes >> (10 * unit)) + "BKMGT".substring(unit, unit + 1);
    }

    private static String processors(long thousandths) {
        if (thousandths == Limits.UNLIMITED) {
            return "unlimited";
        }
        String fraction = String.format("%03d", thousandths % 1000).replaceFirst("0+$", "");
        return thousandths / 1000 + (fraction.isEmpty() ? "" : "." + fraction);
    }
}
