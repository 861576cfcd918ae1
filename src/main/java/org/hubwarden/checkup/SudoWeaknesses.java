package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.SudoersFile;

/** What is wrong with sudo's files, whoever is an admin. */
final class SudoWeaknesses {

    private static final int OTHERS_WRITE = 0022;
    private static final int RIGHT = 0440;
    private static final Pattern EXEMPT = Pattern.compile("^\\s*Defaults\\b[^#]*\\bexempt_group\\b.*");

    /** As long as accounts whose name was cut are, with their five digits. */
    private static final Pattern CUT = Pattern.compile(".{26}-[0-9a-f]{5}");

    private SudoWeaknesses() {}

    static List<Weakness> weaknesses(HubSight sight, HubAccounts accounts) {
        List<Weakness> found = new ArrayList<>();
        sight.adminRule().flatMap(SudoWeaknesses::file).ifPresent(found::add);
        exempt(sight.sudoers(), accounts).ifPresent(found::add);
        return found;
    }

    private static Optional<Weakness> file(SudoersFile file) {
        boolean open = !file.regular() || file.uid() != 0 || (file.mode() & OTHERS_WRITE) != 0;
        if (!open && file.mode() == RIGHT) {
            return Optional.empty();
        }
        String evidence = file.regular()
                ? String.format("%s: mode %04o, owner uid %d", file.path(), file.mode(), file.uid())
                : file.path() + ": no regular file";
        return Optional.of(new Weakness(
                "sudoers-file",
                open ? Rank.HIGH : Rank.LOW,
                open
                        ? "the file that gives admins root can be changed by others than root, or sudo refuses it"
                        : "the file that gives admins root has another mode than sudo's files have",
                List.of(evidence),
                "chown root:root " + file.path() + " && chmod 0440 " + file.path()
                        + "; with hubwarden it is put right by itself"));
    }

    private static Optional<Weakness> exempt(SudoersSource sudoers, HubAccounts accounts) {
        List<String> evidence = new ArrayList<>();
        sudoers.lines().stream()
                .filter(line -> EXEMPT.matcher(line.text()).matches())
                .forEach(line -> evidence.add(
                        line.file() + ":" + line.number() + ": " + line.text().strip()));
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "exempt-group",
                        Rank.LOW,
                        "exempt_group switches secure_path off: an admin's sudo runs programs from whatever PATH their"
                                + " notebook has",
                        evidence,
                        cure(accounts)));
    }

    /** Which naming fits depends on names that were cut. */
    private static String cure(HubAccounts accounts) {
        long cut = accounts.all().stream()
                .map(PasswdEntry::name)
                .filter(name ->
                        name.startsWith(UnixName.PREFIX) && CUT.matcher(name).matches())
                .count();
        String tljh = "TLJH needs it for sudo -E conda, and naming: tljh keeps it; ";
        return cut == 0
                ? tljh + "naming: documented takes it away, and fits here, since no account's name was cut"
                : tljh
                        + "naming: documented takes it away, and fits where no name has exactly 26 characters with its prefix;"
                        + " " + Words.count(cut, "account") + (cut == 1 ? " has" : " have") + " a name that was cut";
    }
}
