package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Finding;
import org.hubwarden.rights.RootAccess;

/**
 * Asks from time to time who can become root, beside the passes: it reads more than a pass has time for. What users of ours have beyond the
 * state file is a finding of every pass from then on, until a later look finds it gone. Thread-safe.
 */
public final class RootWatch implements PassListener {

    private static final Duration AGAIN = Duration.ofMinutes(15);

    private final Supplier<RootInquiry> inquiries;
    private final Semaphore asked = new Semaphore(0);
    private volatile Runnable onNews = () -> {};
    private volatile Optional<Assessment> last = Optional.empty();
    private volatile Optional<RootAccess> answer = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();

    /** {@code inquiries}: with doors that no pass uses at the same time. It is asked for one when the first look is due. */
    public RootWatch(Supplier<RootInquiry> inquiries) {
        this.inquiries = inquiries;
    }

    /** Begins to wait; a service that starts has better things to do than to look. {@code news}: run when something else was found than before, on a thread of its own. */
    public void begin(Runnable news) {
        this.onNews = news;
        Thread thread = new Thread(this::lookAgainAndAgain, "root watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void lookAgainAndAgain() {
        try {
            while (true) {
                if (asked.tryAcquire(AGAIN.toSeconds(), TimeUnit.SECONDS)) {
                    asked.drainPermits();
                }
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks now, because somebody asked. */
    public void hurry() {
        asked.release();
    }

    /** The findings of a plan, and those of the last look. */
    public List<Finding> with(List<Finding> told) {
        Optional<Assessment> seen = last;
        Optional<RootAccess> found = answer;
        List<Finding> all = new ArrayList<>(told);
        if (found.isPresent() && seen.isPresent()) {
            all.addAll(RootFindings.of(found.get(), seen.get().ledger(), told));
        }
        failure.map(RootWatch::unseen).ifPresent(all::add);
        return all;
    }

    private static Finding unseen(String why) {
        return new Finding(
                Finding.Kind.NOTICE, "root-access", "who can become root beyond the state file is not known: " + why);
    }

    private void look() {
        try {
            Optional<Assessment> seen = last;
            if (seen.isPresent()) {
                Optional<RootAccess> before = answer;
                answer = Optional.of(inquiries.get().answer(seen.get()));
                failure = Optional.empty();
                if (!answer.equals(before)) {
                    onNews.run();
                }
            }
        } catch (HostFailure fault) {
            failure = Optional.of(fault.sentence());
        } catch (RuntimeException fault) {
            // What was found before stays found, and the next look may see more.
            failure = Optional.of("hubwarden is at fault: " + fault);
        }
    }

    @Override
    public void passed(PassResult result, Duration took) {
        last = Optional.of(result.after().orElse(result.before()));
    }

    @Override
    public void at(Activity activity) {
        // What the loop does between passes changes nobody's rights.
    }

    @Override
    public void stuck(Duration since, String where) {
        // Told by others.
    }
}
