package org.hubwarden.plan;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.FoundFile;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;
import org.hubwarden.observed.SearchSight;

/** Shows that nothing has the right any more that people lost, or says what keeps it from being shown: a process, or a file that gives the group. */
final class DemotionProof {

    private static final int NAMED = 3;

    /** Files that are changed in one pass: somebody could have made thousands, and others must not wait for them. */
    private static final int FILES = 20;

    private final Survey survey;
    private final Draft draft;
    private final SortedMap<String, LedgerAccount> unsearched = new TreeMap<>();
    private boolean isTaken;

    DemotionProof(Survey survey, Draft draft) {
        this.survey = survey;
        this.draft = draft;
    }

    void proveUnless(LedgerAccount account, Demotion demotion, List<RunningProcess> theirs, ProcessesSight seen) {
        String name = account.hub().value();
        if (!theirs.isEmpty()) {
            String named =
                    theirs.stream().limit(NAMED).map(RunningProcess::shown).collect(Collectors.joining(", "));
            pending(name, "still having the group of admins: " + Text.printable(named));
        } else if (seen.unproven().isPresent()) {
            pending(
                    name,
                    "whether something of theirs has the group of admins cannot be shown: "
                            + seen.unproven().get());
        } else {
            unlessFiles(account, account.unix() + " " + demotion.ended().orElse(demotion.since()));
        }
    }

    /** A file that gives the group would make the proof worth nothing: it is searched for once nothing runs that could make one. */
    private void unlessFiles(LedgerAccount account, String after) {
        SearchSight search = survey.observed().rights().search();
        String name = account.hub().value();
        if (search.underWay()) {
            pending(name, "files that give the group of admins are being searched for");
        } else if (search.failure().isPresent()) {
            pending(
                    name,
                    "whether a file gives the group of admins is not known: "
                            + Text.printable(search.failure().get()));
        } else if (!search.after().contains(after)) {
            unsearched.put(after, account);
        } else if (search.found().isEmpty()) {
            String unseen = search.unseen().isEmpty()
                    ? ""
                    : "; not searched: " + Text.printable(String.join(", ", search.unseen()));
            gid().ifPresent(gid -> draft.add(new DemotionStep.Prove(
                    account.unix(),
                    account.uid(),
                    gid,
                    new Reason("none was seen that has it, and no file gives it" + unseen))));
        } else {
            take(account, search.found());
        }
    }

    private Optional<Long> gid() {
        return survey.ledger().gid(GroupName.ADMINS);
    }

    void search() {
        if (!unsearched.isEmpty()) {
            LedgerAccount first = unsearched.values().iterator().next();
            gid().ifPresent(gid -> draft.add(new DemotionStep.Search(
                    first.unix(),
                    gid,
                    new TreeSet<>(unsearched.keySet()),
                    new Reason("one could have been made with the right"))));
        }
    }

    /** The files are the same for everybody who lost the right. */
    private void take(LedgerAccount account, List<FoundFile> found) {
        if (isTaken) {
            return;
        }
        isTaken = true;
        gid().ifPresent(gid -> found.stream()
                .limit(FILES)
                .forEach(file -> draft.add(new DemotionStep.TakeBit(
                        account.unix(),
                        file.path(),
                        file.device(),
                        file.inode(),
                        gid,
                        new Reason("it gives the group of admins to whoever runs it")))));
    }

    private void pending(String name, String why) {
        draft.notice(name, DemotionText.PENDING + why);
    }
}
