package org.hubwarden.cli;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.JournalReader;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.BaselineStanding;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.sweep.Verdict;

/** What the commands ask of a machine, or of a directory tree that looks like one. */
public interface Machine {

    /** Where the state file is, for messages. */
    String stateFile();

    /** Looks at everything and changes nothing. */
    Assessment assess() throws HostFailure;

    /** Looks at a hub, whoever made it; for a machine of which hubwarden knows nothing yet. Changes nothing. */
    HubSight lookAtHub() throws HostFailure;

    /** What a hub that runs answers to a GET with this token. */
    String askHub(URI uri, String token) throws HostFailure;

    /** Whose socket listens on a port of this machine, by uid; empty where none does. */
    OptionalLong listener(int port);

    /**
     * Makes one pass.
     *
     * @param told gets each outcome as it happens, from the calling thread
     */
    PassResult apply(Consumer<Outcome> told) throws HostFailure;

    /** Who can become root, beside what an assessment found. Changes nothing. */
    RootAccess rootAccess(Assessment look) throws HostFailure;

    /**
     * Compares what can give root with a baseline.
     *
     * @param account whose; empty for the oldest that is kept
     * @param file another baseline, which was exported
     * @param only paths; with any, nothing else is compared
     */
    Verdict sweep(Assessment look, Optional<String> account, Optional<String> file, Set<String> only)
            throws HostFailure;

    /** Takes a baseline, to be kept here or in a file. */
    BaselineStore.Written takeBaseline(Assessment look, Optional<String> file) throws HostFailure;

    /** What is known of the baseline for somebody, or of the sweep after they lost root; a phrase, and empty for nothing. */
    Optional<String> baseline(UnixName account, boolean isAdmin) throws HostFailure;

    /** How all baselines stand, and what sweeps came to. */
    BaselineStanding baselines(Assessment look) throws HostFailure;

    /** Does what the daemon asked for when somebody got root or lost it. */
    void answerSweepRequests() throws HostFailure;

    /** What {@link #retire} would take away. Changes nothing. */
    Plan retirement() throws HostFailure;

    /**
     * Gives the machine up: takes our sudo rules away.
     *
     * @param told gets each outcome as it happens, from the calling thread
     * @return what is left to be taken away
     */
    Plan retire(Consumer<Outcome> told) throws HostFailure;

    /**
     * Starts or stops one server, and waits for it.
     *
     * @param change a start or a stop
     */
    Outcome serve(UnitChange change) throws HostFailure;

    /**
     * Keeps somebody's yes. A daemon hears of it at once.
     *
     * @return until when it counts
     */
    Instant approve(Stakes stakes) throws HostFailure;

    /**
     * Keeps somebody's word that the clock is right as it is now.
     *
     * @return what it says
     */
    Instant believeClock() throws HostFailure;

    /** What the daemon last said, as JSON; empty when none has run since the machine started, and on a tree. */
    Optional<String> daemonStatus() throws HostFailure;

    /** What was told of its changes. */
    JournalReader journal();

    /** Whether there is a process of that number. */
    boolean isAlive(long pid);

    /** Reconciles until told to stop. */
    DaemonEnd reconcileForever() throws HostFailure;

    /** Why a daemon ended. */
    enum DaemonEnd {
        /** Somebody asked it to. */
        STOPPED,
        /** There is neither a state file nor an earlier state: nothing to do until somebody writes one. */
        NO_STATE
    }

    /** Remembers what a person asks for about an account that is left; the next pass does it. */
    void ask(UnixName account, Leaving.Wish wish) throws HostFailure;
}
