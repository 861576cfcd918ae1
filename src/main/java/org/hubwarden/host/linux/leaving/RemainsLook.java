package org.hubwarden.host.linux.leaving;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.host.Departures.Departed;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.Remains;

/**
 * Looks at what is left of people who leave.
 *
 * @param archives where homes go
 * @param files what lists what people own
 */
record RemainsLook(
        MachineRoot machine, UnitMasks masks, SavedJobs jobs, HomeKeys keys, HomeArchives archives, OwnedFiles files) {

    /** Where sudo remembers who gave their password. */
    static final String SUDO = "/run/sudo/ts";

    private static final String LINGER = "/var/lib/systemd/linger";
    private static final String LOGINS = "/run/systemd/users";

    LeaversSight look(Collection<Departed> people) throws SystemCallFailure {
        Map<Long, SortedSet<String>> atJobs = jobs.atJobs();
        List<String> packed = archives.all();
        List<String> lists = OwnedFiles.all();
        SortedMap<UnixName, Remains> seen = new TreeMap<>();
        for (Departed person : people) {
            SortedSet<String> theirs = new TreeSet<>(atJobs.getOrDefault(person.uid(), new TreeSet<>()));
            jobs.crontab(person.unix()).ifPresent(theirs::add);
            seen.put(
                    person.unix(),
                    new Remains(
                            marks(person),
                            theirs,
                            HomeArchives.theirs(packed, person.unix()),
                            archives.setback(person.unix()),
                            person.isListed() ? List.of() : OwnedFiles.theirs(lists, person.unix())));
        }
        return new LeaversSight(seen);
    }

    private Set<Remains.Mark> marks(Departed person) throws SystemCallFailure {
        String name = person.unix().value();
        String uid = Long.toString(person.uid());
        Set<Remains.Mark> marks = EnumSet.noneOf(Remains.Mark.class);
        note(marks, Remains.Mark.SUDO, isThere(SUDO, name) || isThere(SUDO, uid));
        note(marks, Remains.Mark.LINGER, isThere(LINGER, name));
        note(marks, Remains.Mark.SIGNED_ON, isThere(LOGINS, uid));
        note(
                marks,
                Remains.Mark.MASK,
                person.unit().isPresent() && masks.isMasked(person.unit().get()));
        note(marks, Remains.Mark.SET_ASIDE, jobs.areSaved(person.unix()));
        note(marks, Remains.Mark.LISTING, files.isUnderWay());
        if (person.isDead()) {
            keys(marks, person);
        }
        return marks;
    }

    /** What cannot be seen counts as open. */
    private void keys(Set<Remains.Mark> marks, Departed person) {
        try {
            note(marks, Remains.Mark.AT_WORK, archives.isAtWork(person.unix(), person.home()));
            note(marks, Remains.Mark.KEYS, keys.areOpen(person.home(), person.uid()));
            note(marks, Remains.Mark.SET_ASIDE, keys.areClosed(person.home(), person.uid()));
        } catch (SystemCallFailure unseen) {
            marks.add(Remains.Mark.KEYS);
        }
    }

    private static void note(Set<Remains.Mark> marks, Remains.Mark mark, boolean isThere) {
        if (isThere) {
            marks.add(mark);
        }
    }

    private boolean isThere(String directory, String name) throws SystemCallFailure {
        return Places.in(machine, directory, where -> {
                    where.stat(FileName.of(name));
                    return true;
                })
                .orElse(false);
    }
}
