package org.hubwarden.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.sweep.BaselineHeader;
import org.hubwarden.sweep.BaselineWriter;

/** Baselines that are kept, for whom they were taken, and what is asked for and not done yet. */
public interface BaselineStore {

    /** Writes the entries of one, and throws {@link HostFailure} as it likes. */
    @FunctionalInterface
    interface Content {
        void write(BaselineWriter writer) throws IOException, HostFailure;
    }

    /**
     * Somebody's right, for which a baseline is kept.
     *
     * @param account its Unix name
     * @param since when they got it; empty text where that is not known
     */
    record Grant(String account, String since) {}

    /** What is to be done: baselines for grants, and sweeps for those who have no such right any more. */
    record Requests(Set<Grant> grants, Set<String> sweeps) {
        public Requests {
            grants = Set.copyOf(grants);
            sweeps = Set.copyOf(sweeps);
        }

        /** Whether there is nothing to do. */
        public boolean isEmpty() {
            return grants.isEmpty() && sweeps.isEmpty();
        }
    }

    /**
     * One that was written.
     *
     * @param sha256 of its lines, as its last line has it
     */
    record Written(String path, String sha256) {}

    /** Writes one to be kept here, 0600 and root's, atomically and durably. */
    Written keep(BaselineHeader header, Content content) throws HostFailure;

    /** The same into a file of somebody's choice, which must not be there. */
    Written export(String path, BaselineHeader header, Content content) throws HostFailure;

    /** Those that are kept, the oldest first: paths. */
    List<String> kept() throws HostFailure;

    /** The one that was taken when somebody got their right; a path. */
    Optional<String> of(String account) throws HostFailure;

    /** Opens one that is kept or was exported. */
    InputStream open(String path) throws HostFailure;

    /** For which rights one is kept. */
    Set<Grant> held() throws HostFailure;

    /** Remembers that a baseline is for a grant; what an earlier sweep for them came to is forgotten. */
    void settle(Grant grant, String path) throws HostFailure;

    /** Remembers what a sweep for somebody came to. Their baseline stays. */
    void settleSweep(String account, String report) throws HostFailure;

    /** What the sweep came to that was made when somebody lost their right. */
    Optional<String> report(String account) throws HostFailure;

    /** Remembers why there is no baseline for somebody, or no sweep, until there is one. */
    void settleFailure(String account, String why) throws HostFailure;

    /** What failed last and was not made good, by account. */
    Map<String, String> failures() throws HostFailure;

    /** Removes one that is kept. */
    void drop(String path) throws HostFailure;

    /** Asks for something to be done soon, by another process. */
    void ask(Requests requests) throws HostFailure;

    /** What is asked for; it is asked for no more, whatever comes of it. */
    Requests takeAsked() throws HostFailure;
}
