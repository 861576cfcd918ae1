package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.PasswdEntry;

/** Whether the lines of an account are still the account that the ledger means. If not, it is left alone. */
final class Identity {

    private final Survey survey;

    Identity(Survey survey) {
        this.survey = survey;
    }

    /** What is wrong with an account's passwd line and primary group; a sentence that says what to do. */
    Optional<String> fault(LedgerAccount account, Line<PasswdEntry> line, PasswdEntry entry) {
        Optional<String> spelling = spelling(account.unix(), line);
        if (spelling.isPresent()) {
            return spelling;
        }
        Optional<String> number = number(account, entry);
        if (number.isPresent()) {
            return number;
        }
        Optional<String> home = home(account, entry);
        return home.isPresent() ? home : primaryGroup(account);
    }

    Optional<String> spelling(UnixName name, Line<PasswdEntry> line) {
        if (survey.accounts().passwd().isRepeated(name.value())) {
            return Optional.of("there are several lines for it in /etc/passwd; keep one, with vipw");
        }
        if (!Survey.isCanonical(line)) {
            return Optional.of(
                    "its line in /etc/passwd is not spelled as passwd(5) says (spaces, leading zeros, missing fields or a"
                            + " carriage return); mend it with vipw");
        }
        return Optional.empty();
    }

    /**
     * Why an account cannot be locked. A home or a group that somebody changed, or a number that another account shares, is no
     * reason: who leaves would stay by it.
     */
    Optional<String> leaverFault(LedgerAccount account, Line<PasswdEntry> line, PasswdEntry entry) {
        return spelling(account.unix(), line).or(() -> changedNumber(account, entry));
    }

    private Optional<String> number(LedgerAccount account, PasswdEntry entry) {
        Optional<String> changed = changedNumber(account, entry);
        return changed.isPresent() ? changed : sharedUid(entry);
    }

    private static Optional<String> changedNumber(LedgerAccount account, PasswdEntry entry) {
        return entry.uid() == account.uid()
                ? Optional.empty()
                : Optional.of("its uid is " + entry.uid() + ", and was given out as " + account.uid()
                        + "; somebody changed it: put it back with vipw, or find out why");
    }

    Optional<String> sharedUid(PasswdEntry entry) {
        return survey.accountsWithUid(entry.uid()) > 1
                ? Optional.of(
                        "its uid " + entry.uid() + " is shared with another line of /etc/passwd, so that both are one"
                                + " person to the kernel; give the other one its own uid")
                : Optional.empty();
    }

    private static Optional<String> home(LedgerAccount account, PasswdEntry entry) {
        return entry.home().equals(account.home())
                ? Optional.empty()
                : Optional.of("its home in /etc/passwd is \"" + entry.home() + "\", and was made as " + account.home()
                        + "; somebody changed it: put it back with vipw");
    }

    /** A second line of that name would be the one that counts for some programs, and not for others. */
    Optional<String> brokenLine(UnixName name) {
        return survey.hasBrokenLine(name.value())
                ? Optional.of("/etc/passwd has a line for " + name
                        + " that cannot be read as an account; mend it or take it out, with vipw")
                : Optional.empty();
    }

    /** Why an account without a passwd line cannot get one: its numbers or its name are somebody else's by now. */
    Optional<String> absence(LedgerAccount account) {
        Optional<String> broken = brokenLine(account.unix());
        if (broken.isPresent()) {
            return broken;
        }
        if (survey.accountsWithUid(account.uid()) > 0) {
            return Optional.of("its uid " + account.uid() + " is now somebody else's; give that account another");
        }
        if (survey.accountsWithPrimaryGroup(account.gid()) > 0) {
            return Optional.of("its gid " + account.gid()
                    + " is now somebody else's primary group; give that account another with usermod -g");
        }
        return primaryGroup(account);
    }

    /** A primary group of the account's name must have the number that the ledger has, and no other group may have it. */
    Optional<String> primaryGroup(LedgerAccount account) {
        String name = account.unix().value();
        Optional<GroupEntry> group = survey.accounts().group().find(name);
        if (group.isPresent() && group.get().gid() != account.gid()) {
            return Optional.of("the group " + name + " has gid " + group.get().gid() + ", and was given out as "
                    + account.gid() + "; put it back with vigr");
        }
        int own = group.isPresent() ? 1 : 0;
        return survey.groupsWithGid(account.gid()) > own
                ? Optional.of("gid " + account.gid()
                        + " of its primary group is another group's as well; give the other one" + " its own gid")
                : Optional.empty();
    }
}
