package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the daemon says of itself in its status file, for {@code hubwarden status}.
 *
 * @param version of the daemon that wrote it
 * @param pid its process id
 * @param since when it came into this state; empty before the first pass ended
 * @param activity what it is at, and waits for
 * @param lastPassAt when the last pass ended; empty before the first one did
 * @param lastPassTook how long it took; in milliseconds in the file
 * @param summary one sentence: what the last pass came to
 * @param accountsInUse accounts of ours that are not locked
 * @param accountsLocked accounts of ours that are
 * @param findings sentences for people, as the journal has them
 * @param problems what is wrong: with the state file, the plan, the pass; sentences
 */
public record StatusReport(
        String version,
        long pid,
        State state,
        Optional<Instant> since,
        Activity activity,
        Optional<Instant> lastPassAt,
        Optional<Duration> lastPassTook,
        String summary,
        int accountsInUse,
        int accountsLocked,
        List<String> findings,
        List<String> problems) {

    public StatusReport {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** The same report of a daemon that is at something else by now. */
    StatusReport at(Activity now) {
        return new StatusReport(
                version,
                pid,
                state,
                since,
                now,
                lastPassAt,
                lastPassTook,
                summary,
                accountsInUse,
                accountsLocked,
                findings,
                problems);
    }

    /** The daemon in one word. */
    public enum State {
        /** No pass has ended yet. */
        STARTING("starting"),
        /** The machine is as the state file says. */
        CONVERGED("converged"),
        /** As the last good state says; the state file as it is now is refused. */
        DEGRADED("degraded"),
        /** What may run has run; the rest waits until a person says that it is meant. */
        HELD("held"),
        /** Something could not be done; a later pass tries again. */
        FAILED("changes failed"),
        /** The daemon was told to end. */
        STOPPED("stopped");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** As it is written for people and in the file. */
        public String text() {
            return text;
        }

        /** The state that is written so; empty for a word of another version. */
        static Optional<State> parse(String text) {
            return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
        }

        /** Whether somebody should look. */
        public boolean isTrouble() {
            return this == DEGRADED || this == FAILED;
        }
    }

    /** The same without what changes with every pass. */
    StatusReport withoutTimes() {
        return new StatusReport(
                version,
                pid,
                state,
                since,
                activity.withoutTimer(),
                Optional.empty(),
                Optional.empty(),
                summary,
                accountsInUse,
                accountsLocked,
                findings,
                problems);
    }

    /** The report as one JSON object of version 1, with a newline at the end. */
    public String toJson() {
        return StatusJson.write(this);
    }

    /** Reads what {@link #toJson} wrote; empty for anything else, and for another version. Keys it does not know are skipped. */
    public static Optional<StatusReport> fromJson(String json) {
        return StatusJsonReader.read(json);
    }
}
