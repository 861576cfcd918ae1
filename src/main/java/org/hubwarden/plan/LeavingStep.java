package org.hubwarden.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;

/** One deed for somebody who leaves, or who comes back before it was too late. What each is to the whole procedure, {@link LeavingSequence} says. */
public sealed interface LeavingStep extends Change {

    /** Whose. */
    UnixName unix();

    /** Which stage of leaving it belongs to. */
    default Stage stage() {
        return LeavingSequence.stage(getClass());
    }

    @Override
    default String subject() {
        return unix().value();
    }

    @Override
    default Symbol symbol() {
        return Symbol.UPDATE;
    }

    /** Whether its stage is done by it, once it is. */
    default boolean completes() {
        return LeavingSequence.part(getClass()) == LeavingSequence.Part.COMPLETES;
    }

    /** Whether it undoes something for one who is back. */
    default boolean isReturn() {
        return LeavingSequence.part(getClass()) == LeavingSequence.Part.UNDOES;
    }

    /** sudo forgets that they gave their password. */
    record ForgetSudo(UnixName unix, long uid, Reason reason) implements LeavingStep {}

    /** The unit of their server cannot be started any more. */
    record Mask(UnixName unix, UnitName unit, Reason reason) implements LeavingStep {}

    /** A word on their terminals that all of it ends soon. */
    record Tell(UnixName unix, long uid, String text, Reason reason) implements LeavingStep {}

    /** The unit of their server is stopped, and it is tried whether it starts. */
    record Halt(UnixName unix, UnitName unit, Reason reason) implements LeavingStep {}

    /**
     * What would start something of theirs later is put where nobody runs it.
     *
     * @param jobs crontab and at jobs, by path
     */
    record SetAside(UnixName unix, long uid, SortedSet<String> jobs, Reason reason) implements LeavingStep {
        public SetAside {
            jobs = Collections.unmodifiableSortedSet(new TreeSet<>(jobs));
        }
    }

    /** Their sessions and their own systemd end, and it is not started at boot any more. */
    record EndSessions(UnixName unix, long uid, Reason reason) implements LeavingStep {}

    /**
     * Every process of theirs is killed, and it is proved that none is left; their shared memory goes, and what they mounted.
     *
     * @param spare an id that nobody has, under which this is done
     * @param home where nothing of theirs may stay mounted
     */
    record EndProcesses(UnixName unix, long uid, long spare, String home, Reason reason) implements LeavingStep {}

    /** Files in the home that let keys in over ssh get another name. */
    record CloseKeys(UnixName unix, long uid, String home, Reason reason) implements LeavingStep {}

    /**
     * What they own outside the home begins to be listed, and what gives their rights to whoever runs it is disarmed. Every directory of
     * the machine is read for it, and nobody waits for that.
     *
     * @param file the name of the list
     */
    record ListFiles(UnixName unix, long uid, long gid, String home, String file, Reason reason)
            implements LeavingStep {}

    /**
     * What they own outside the home is known.
     *
     * @param sentence how much it is, what of it, and where the list is
     */
    record KeepList(UnixName unix, String sentence, Reason reason) implements LeavingStep {}

    /**
     * The home begins to go: into an archive that is read again, and then, and only then, it is removed. That takes as long
     * as it takes, and nobody waits for it.
     *
     * @param file the name of the archive
     */
    record PackHome(UnixName unix, long uid, String home, String file, Reason reason) implements LeavingStep {}

    /** The home is in its archive, and nowhere else. */
    record KeepArchive(UnixName unix, String home, String file, Reason reason) implements LeavingStep {}

    /** The home begins to come back out of its archive, which stays. */
    record RestoreHome(UnixName unix, long uid, long gid, String home, String file, Reason reason)
            implements LeavingStep {}

    /** The home is there again, out of its archive. */
    record GiveBack(UnixName unix, String home, String file, Reason reason) implements LeavingStep {}

    /** Their unit may be started again. */
    record Unmask(UnixName unix, UnitName unit, Reason reason) implements LeavingStep {}

    /** What was set aside is put back: crontab, at jobs, keys. */
    record TakeBack(UnixName unix, long uid, String home, Reason reason) implements LeavingStep {}
}
