package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.PasswdEntry;

/** Accounts that are not in the ledger yet: made new, or adopted. */
final class Newcomers {

    private final Survey survey;
    private final Draft draft;
    private final IdAllocator ids;
    private final Defaults defaults;

    Newcomers(Survey survey, Draft draft, IdAllocator ids, Defaults defaults) {
        this.survey = survey;
        this.draft = draft;
        this.ids = ids;
        this.defaults = defaults;
    }

    /** The account to make, its id given out and recorded; empty when that must not be, which is then said. */
    Optional<LedgerAccount> create(UnixName name, DesiredUser user) {
        String home = homeOf(name);
        Optional<String> fault =
                new Identity(survey).brokenLine(name).or(() -> stranger(name)).or(() -> place(home));
        if (fault.isPresent()) {
            draft.conflict(user.name().value(), fault.get());
            return Optional.empty();
        }
        Optional<Long> id = ids.allocate();
        if (id.isEmpty()) {
            draft.conflict(user.name().value(), "the account " + name + " " + noId(survey, ids.range()));
        }
        return id.map(n -> record(new LedgerAccount(
                user.name(), name, n, n, home, false, false, user.admin(), Optional.empty(), Optional.empty())));
    }

    /** The account to take over, recorded; empty when it is not to be taken over, which is then said. */
    Optional<LedgerAccount> adopt(UnixName name, DesiredUser user, Line<PasswdEntry> line, PasswdEntry entry) {
        if (!user.adopt()) {
            draft.conflict(
                    user.name().value(),
                    "the account " + name + " exists and hubwarden did not make it; if it is this user's, write \""
                            + user.name() + ": {adopt: true}\" under users");
            return Optional.empty();
        }
        Optional<String> fault = new AdoptionCheck(survey, ids.range()).fault(name, line, entry, homeOf(name));
        if (fault.isPresent()) {
            draft.conflict(user.name().value(), "the account " + name + " is not adopted: " + fault.get());
            return Optional.empty();
        }
        Reason reason = new Reason("adopt: true");
        draft.add(new AccountChange.Adopt(user.name(), name, entry.uid(), entry.gid(), entry.home(), reason));
        return Optional.of(record(new LedgerAccount(
                user.name(),
                name,
                entry.uid(),
                entry.gid(),
                entry.home(),
                true,
                true,
                user.admin(),
                Optional.empty(),
                Optional.empty())));
    }

    private LedgerAccount record(LedgerAccount account) {
        draft.ledger().put(account);
        return account;
    }

    private String homeOf(UnixName name) {
        return defaults.home() + "/" + name;
    }

    private Optional<String> stranger(UnixName name) {
        String n = name.value();
        if (survey.accounts().group().find(n).isPresent()) {
            return Optional.of("the group " + n
                    + " exists without an account of that name; remove it with groupdel, or find" + " out whose it is");
        }
        if (survey.accounts().shadow().find(n).isPresent()) {
            return Optional.of("/etc/shadow has a line for " + n + " and /etc/passwd has none; remove it with vipw -s");
        }
        Optional<String> right = staleRight(n);
        if (right.isPresent()) {
            return right;
        }
        return survey.isTakenElsewhere(n)
                ? Optional.of("the account " + n
                        + " is known to the name service and is not in /etc/passwd; it is not ours" + " to change")
                : Optional.empty();
    }

    /** A name that an earlier account left in such a group would make its new owner root. */
    private Optional<String> staleRight(String name) {
        return survey.rootEquivalentGroups().stream()
                .filter(group -> group.members().contains(name))
                .findFirst()
                .map(group -> "/etc/group lists " + name + " in " + group.name()
                        + ", which is as good as root, and there is no such account yet; take it out with gpasswd -d "
                        + name + " " + group.name());
    }

    private Optional<String> place(String home) {
        String base = defaults.home();
        String fault = survey.observed().homes().baseFaults().get(base);
        if (fault != null) {
            return Optional.of("no home can be made in " + base + ": " + fault);
        }
        Optional<String> skeleton = survey.observed().homes().skeletonFault();
        if (skeleton.isPresent()) {
            return skeleton.map(s -> "no home can be made from " + defaults.skeleton() + ": " + s);
        }
        return occupied(home, survey.observed().homes().at(home));
    }

    private Optional<String> occupied(String home, HomeSight sight) {
        if (sight instanceof HomeSight.Absent) {
            return Optional.empty();
        }
        if (sight instanceof HomeSight.Other other) {
            return Optional.of(home + " is " + other.what() + "; move it away");
        }
        return survey.observed().ownershipCounts()
                ? Optional.of(
                        home + " exists and is not this account's; move it away, or make the account with it and write"
                                + " adopt: true")
                : Optional.empty();
    }

    /** Why no number could be given out, to be put after the subject. */
    static String noId(Survey survey, IdRange range) {
        if (survey.observed().nss() instanceof NssAnswer.Silent silent) {
            return "waits for the name service, since no answer is not \"free\": " + silent.why();
        }
        return "gets no id: all of " + range
                + " are in use or were given out before, and none is used twice; widen ids in the" + " state file";
    }
}
