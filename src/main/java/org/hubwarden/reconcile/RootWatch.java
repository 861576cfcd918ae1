package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Finding;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;

/**
 * Asks from time to time who can become root, beside the passes: it reads more than a pass has time for. What users of ours have beyond the
 * state file is a finding of every pass from then on, until a later look finds it gone. Thread-safe.
 */
public final class RootWatch implements PassListener {

    private static final Duration AGAIN = Duration.ofMinutes(15);

    /** So many answers that a pass has overtaken, or will, are dropped; whoever has passes change something all the time hides nothing. */
    private static final int MOST_DROPPED = 3;

    private final Question question;
    private final Semaphore asked = new Semaphore(0);
    private volatile Runnable onNews = () -> {};
    private volatile Optional<Seen> last = Optional.empty();
    private volatile Optional<RootAccess> answer = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean isOwed;
    private int dropped;

    /** What the last pass saw, and how many there were until then, and how many that changed something: one value, so that they fit. */
    private record Seen(Assessment look, long passes, long changes) {}

    /** Who can become root, beside what an assessment found; a {@link RootInquiry} knows. */
    @FunctionalInterface
    public interface Question {
        RootInquiry.Answer answer(Assessment look) throws HostFailure;
    }

    /** {@code question}: through doors that no pass uses at the same time. */
    public RootWatch(Question question) {
        this.question = question;
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
        Optional<Seen> seen = last;
        Optional<RootAccess> found = answer;
        List<Finding> all = new ArrayList<>(told);
        if (found.isPresent() && seen.isPresent()) {
            all.addAll(RootFindings.of(found.get(), seen.get().look().ledger(), told));
        }
        failure.map(RootWatch::unseen).ifPresent(all::add);
        return all;
    }

    private static Finding unseen(String why) {
        return new Finding(
                Finding.Kind.NOTICE, "root-access", "who can become root beyond the state file is not known: " + why);
    }

    void look() {
        isOwed = false;
        try {
            Optional<Seen> seen = last;
            if (seen.isPresent()) {
                RootInquiry.Answer found = question.answer(seen.get().look());
                failure = Optional.empty();
                take(found, seen.get());
            }
        } catch (HostFailure fault) {
            failure = Optional.of(fault.sentence());
        } catch (RuntimeException fault) {
            // What was found before stays found, and the next look may see more.
            failure = Optional.of("hubwarden is at fault: " + fault);
        }
    }

    private void take(RootInquiry.Answer found, Seen seen) {
        // Half of it is from before a pass, or of a state file that no pass has obeyed yet: whoever was just demoted
        // would seem to have what was taken, and whoever was just promoted what nobody gave.
        boolean isWhole = found.isOfLook() && latest().changes() == seen.changes();
        if (!isWhole && ++dropped <= MOST_DROPPED) {
            askAfterPass(seen);
            return;
        }
        dropped = 0;
        Optional<RootAccess> before = answer;
        answer = Optional.of(found.access());
        if (!answer.equals(before)) {
            onNews.run();
        }
    }

    /** Asks again at once where there was a pass since, and otherwise after the next: until then the same would be found. */
    private void askAfterPass(Seen seen) {
        isOwed = true;
        if (latest().passes() != seen.passes()) {
            hurry();
        }
    }

    private Seen latest() {
        return last.orElseThrow();
    }

    @Override
    public void passed(PassResult result, Duration took) {
        boolean isChanged = !result.outcomes().isEmpty();
        last = Optional.of(new Seen(
                result.after().orElse(result.before()),
                last.map(Seen::passes).orElse(0L) + 1,
                last.map(Seen::changes).orElse(0L) + (isChanged ? 1 : 0)));
        // What was found may be what this pass has ended.
        if (isOwed || (isChanged && isAnyUnsaid())) {
            hurry();
        }
    }

    private boolean isAnyUnsaid() {
        return answer.filter(found -> found.accounts().stream().anyMatch(RootAccount::isUnsaid))
                .isPresent();
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
