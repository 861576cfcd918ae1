package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.PasswdEntry;

/** Whether an account that somebody else made may become ours. */
final class AdoptionCheck {

    private final Survey survey;
    private final Identity identity;
    private final IdRange range;

    AdoptionCheck(Survey survey, IdRange range) {
        this.survey = survey;
        this.identity = new Identity(survey);
        this.range = range;
    }

    /** The first reason against it, with what to do. */
    Optional<String> fault(UnixName name, Line<PasswdEntry> line, PasswdEntry entry, String expectedHome) {
        return identity.spelling(name, line)
                .or(() -> number(entry))
                .or(() -> identity.sharedUid(entry))
                .or(() -> givenBefore(entry))
                .or(() -> ownGroup(name, entry))
                .or(() -> home(entry, expectedHome))
                .or(() -> shadow(name));
    }

    private Optional<String> number(PasswdEntry entry) {
        if (range.contains(entry.uid()) && !IdRange.isReserved(entry.uid())) {
            return Optional.empty();
        }
        return Optional.of("its uid " + entry.uid() + " is outside " + range
                + ", so it is no account of a person; if it is, widen ids in the state file");
    }

    private Optional<String> givenBefore(PasswdEntry entry) {
        return survey.uidEverOf(entry.uid())
                .or(() -> survey.gidEverOf(entry.gid()))
                .map(owner -> "its uid " + entry.uid() + " or gid " + entry.gid() + " was given to " + owner
                        + " before, and no number is used twice; give it new ones with usermod -u and groupmod -g");
    }

    private Optional<String> ownGroup(UnixName name, PasswdEntry entry) {
        Optional<GroupEntry> own = survey.accounts().group().find(name.value());
        boolean good = own.isPresent()
                && own.get().gid() == entry.gid()
                && survey.groupsNamed(name.value()) == 1
                && survey.groupsWithGid(entry.gid()) == 1
                && survey.accountsWithPrimaryGroup(entry.gid()) == 1
                && !IdRange.isReserved(entry.gid());
        return good
                ? Optional.empty()
                : Optional.of(
                        "its primary group " + entry.gid()
                                + " is not a group of its own; make one of the account's name and put it there with usermod -g");
    }

    private Optional<String> home(PasswdEntry entry, String expected) {
        if (!entry.home().equals(expected)) {
            return Optional.of("its home is \"" + entry.home() + "\" and should be " + expected
                    + "; move it with usermod -d -m, or set defaults.home");
        }
        HomeSight sight = survey.observed().homes().at(expected);
        if (!(sight instanceof HomeSight.Directory directory)) {
            return Optional.of("its home " + expected + " is no directory; put it in place first");
        }
        boolean owned = !survey.observed().ownershipCounts() || directory.uid() == entry.uid();
        return owned
                ? Optional.empty()
                : Optional.of("its home " + expected + " is owned by uid " + directory.uid() + "; give it to "
                        + entry.uid() + " first");
    }

    private Optional<String> shadow(UnixName name) {
        return survey.accounts().shadow().find(name.value()).isPresent()
                ? Optional.empty()
                : Optional.of("it has no line in /etc/shadow; run pwconv first");
    }
}
