package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.Defaults;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.observed.HomeSight;

/** Homes: made where there are none, closed where others got in. */
final class HomePlanner {

    /** More homes than this, and a tenth of all, do not vanish one by one: a mount is missing. */
    private static final int FEW = 3;

    private static final int OTHERS = 07;

    private static final int GROUP = 070;

    /** A home needs neither bit, and the daemon's sandbox forbids to set them. */
    private static final int SET_ID = 06000;

    private final Survey survey;
    private final Draft draft;
    private final Defaults defaults;

    HomePlanner(Survey survey, Draft draft, Defaults defaults) {
        this.survey = survey;
        this.draft = draft;
        this.defaults = defaults;
    }

    void settle(List<Resident> residents, List<LedgerAccount> leavers) {
        Optional<String> silence = survey.observed().homes().silence();
        if (silence.isPresent()) {
            draft.notice(
                    "homes",
                    silence.get() + ", so homes are neither made nor closed to others until it does; see findmnt");
            return;
        }
        List<LedgerAccount> missing = new ArrayList<>();
        for (Resident resident : residents) {
            settle(resident.account(), missing);
        }
        long housed = residents.stream().filter(r -> r.account().housed()).count();
        make(missing, housed, residents.size());
        leavers.stream()
                .filter(account -> survey.accountsNamed(account.unix().value()) > 0)
                .filter(account -> sight(account) instanceof HomeSight.Directory)
                .forEach(account -> inspect(account, (HomeSight.Directory) sight(account)));
    }

    private void settle(LedgerAccount account, List<LedgerAccount> missing) {
        HomeSight sight = sight(account);
        if (sight instanceof HomeSight.Absent) {
            missing.add(account);
        } else if (sight instanceof HomeSight.Directory directory) {
            inspect(account, directory);
        } else if (sight instanceof HomeSight.Other other) {
            draft.conflict(
                    account.hub().value(),
                    "the home " + account.home() + " is " + other.what()
                            + ", and is left alone; put a directory there");
        }
    }

    private HomeSight sight(LedgerAccount account) {
        return survey.observed().homes().at(account.home());
    }

    private void inspect(LedgerAccount account, HomeSight.Directory home) {
        if (survey.observed().ownershipCounts() && home.uid() != account.uid()) {
            draft.conflict(
                    account.hub().value(),
                    "the home " + account.home() + " is owned by uid " + home.uid() + " and not by " + account.uid()
                            + ", and is left alone; chown it if it is this user's");
            return;
        }
        if (!account.housed()) {
            draft.ledger().change(account.unix(), LedgerAccount::withHome);
        }
        regroup(account, home);
        close(account, home);
    }

    /** Its owner can give it to any group they are in, and one of these is everybody's. */
    private void regroup(LedgerAccount account, HomeSight.Directory home) {
        boolean letsGroupIn = (home.mode() & GROUP) != 0;
        if (survey.observed().ownershipCounts() && letsGroupIn && home.gid() != account.gid()) {
            Reason reason = new Reason("its group was set to " + home.gid() + ", whose members could get in");
            draft.add(new HomeChange.Regroup(
                    account.unix(), account.home(), account.uid(), home.gid(), account.gid(), reason));
        }
    }

    private void close(LedgerAccount account, HomeSight.Directory home) {
        if ((home.mode() & OTHERS) != 0 || home.aclOpens()) {
            int closed = home.mode() & ~OTHERS & ~SET_ID;
            draft.add(new HomeChange.Close(
                    account.unix(), account.home(), account.uid(), home.mode(), closed, home.aclOpens(), why(home)));
        }
    }

    private static Reason why(HomeSight.Directory home) {
        return new Reason(home.aclOpens() ? "an access control list lets somebody else in" : "others could get in");
    }

    private void make(List<LedgerAccount> missing, long housed, int residents) {
        long vanished = missing.stream().filter(LedgerAccount::housed).count();
        boolean all = vanished > 1 && vanished == housed;
        boolean many = all || vanished > Math.max(FEW, residents / 10);
        if (many) {
            draft.notice(
                    "homes",
                    vanished
                            + " homes that were in place are gone, and are not made again: is the file system with the homes"
                            + " mounted? Mount it; or make those homes by hand, with the right owner");
        }
        missing.stream().filter(account -> !all && !(many && account.housed())).forEach(this::make);
    }

    private void make(LedgerAccount account) {
        String base = account.home().substring(0, account.home().lastIndexOf('/'));
        Optional<String> fault = Optional.ofNullable(
                        survey.observed().homes().baseFaults().get(base))
                .or(() -> survey.observed().homes().skeletonFault());
        if (fault.isPresent()) {
            draft.conflict(account.hub().value(), "the home " + account.home() + " cannot be made: " + fault.get());
            return;
        }
        HomeChange.Create home = new HomeChange.Create(
                account.unix(),
                account.home(),
                account.uid(),
                account.gid(),
                defaults.homeMode(),
                defaults.skeleton(),
                new Reason(account.housed() ? "it vanished" : "the account needs one"));
        if (!draft.leaves(home)) {
            draft.add(home);
        }
    }
}
