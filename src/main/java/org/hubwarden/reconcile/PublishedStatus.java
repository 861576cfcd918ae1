package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StatusFile;

/**
 * The status file, written when there is something to say: a pass that finds all as it was writes nothing at all. Used by one
 * thread, but for {@link #ask}.
 */
final class PublishedStatus {

    /** So that its time tells whether a daemon is at work at all. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private final StatusFile file;
    private final AtomicBoolean asked = new AtomicBoolean();
    private Optional<StatusReport> last = Optional.empty();

    PublishedStatus(StatusFile file) {
        this.file = file;
    }

    /** Somebody waits for the next report, whatever it says. From any thread. */
    void ask() {
        asked.set(true);
    }

    /**
     * Writes it if it is news.
     *
     * @param changed whether the pass changed anything
     */
    void offer(StatusReport report, boolean changed) throws HostFailure {
        boolean wanted = asked.getAndSet(false) || changed || report.state() == StatusReport.State.FAILED;
        if (wanted || last.filter(old -> isEnough(old, report)).isEmpty()) {
            file.publish(shown(report).toJson());
            last = Optional.of(report);
        }
    }

    /** When the next pass comes is of interest after a failure. Otherwise it would be out of date when it is read. */
    private static StatusReport shown(StatusReport report) {
        return report.state() == StatusReport.State.FAILED
                ? report
                : report.at(report.activity().withoutTimer());
    }

    private static boolean isEnough(StatusReport old, StatusReport report) {
        Instant due = old.lastPassAt().orElse(Instant.EPOCH).plus(OLDEST);
        return old.withoutTimes().equals(report.withoutTimes())
                && report.lastPassAt().filter(due::isAfter).isPresent();
    }
}
