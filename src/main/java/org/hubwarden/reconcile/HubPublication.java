package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.Hub;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubFile;
import org.hubwarden.host.Journal;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.PasswdEntry;

/**
 * Tells the hub who its people are after each pass: at once when they are others, and otherwise often enough that the hub believes
 * it. A hub that is told nothing for three intervals lets nobody in, so a pass that could not look at the machine tells it nothing.
 */
public final class HubPublication implements PassListener {

    /** The timer's pass comes after an interval, and is to find it due. */
    private static final Duration FRESH = ReconcileLoop.RESYNC.minusSeconds(30);

    private final PassListener listener;
    private final HubFile file;
    private final AuditLog audit;
    private final InstantSource clock;
    private Optional<Assessment> seen = Optional.empty();
    private Optional<Word> last = Optional.empty();
    private boolean isTold;

    /** What was published. */
    private record Word(HubPeople people, OptionalLong reader, Instant at) {}

    /** For a listener that is told first. */
    public HubPublication(PassListener listener, HubFile file, Journal journal, InstantSource clock) {
        this.listener = listener;
        this.file = file;
        this.audit = new AuditLog(journal);
        this.clock = clock;
    }

    @Override
    public void passed(PassResult result, Duration took) {
        listener.passed(result, took);
        result.after().ifPresent(this::offer);
    }

    private void offer(Assessment after) {
        people(after).ifPresent(people -> offer(new Word(people, reader(after), clock.instant())));
        seen = Optional.of(after);
    }

    /** Most passes find everything as it was, and ten thousand people need not be counted for it. */
    @SuppressWarnings("ReferenceEquality") // that is the point
    private Optional<HubPeople> people(Assessment after) {
        boolean isSame = after.obstacles().isEmpty()
                && after.plan().isPresent()
                && seen.filter(before -> before.obstacles().isEmpty()
                                && before.ledger() == after.ledger()
                                && before.plan().equals(after.plan()))
                        .isPresent();
        return isSame && last.isPresent() ? last.map(Word::people) : HubPeople.of(after);
    }

    /** The group of the account that the hub runs as. Where there is none, or it is root's, the hub is root. */
    private static OptionalLong reader(Assessment after) {
        Hub hub = after.state().state().map(DesiredState::hub).orElse(Hub.STANDARD);
        Optional<PasswdEntry> account = after.observed()
                .map(ObservedState::accounts)
                .flatMap(accounts -> accounts.passwd().find(hub.user()))
                .filter(entry -> entry.uid() != 0);
        return account.map(entry -> OptionalLong.of(entry.gid())).orElseGet(OptionalLong::empty);
    }

    private void offer(Word word) {
        if (last.filter(before -> isEnough(before, word)).isPresent()) {
            return;
        }
        try {
            file.publish(HubJson.write(word.people(), word.at(), ReconcileLoop.RESYNC), word.reader());
            last = Optional.of(word);
            isTold = false;
        } catch (HostFailure e) {
            tell(e.sentence());
        }
    }

    /** A clock that was put back makes it due as well. */
    private static boolean isEnough(Word before, Word now) {
        return before.people().equals(now.people())
                && before.reader().equals(now.reader())
                && Duration.between(before.at(), now.at()).abs().compareTo(FRESH) < 0;
    }

    private void tell(String why) {
        if (!isTold) {
            audit.event(Event.NOTICE, "the hub is not told who its people are, and soon lets nobody in: " + why);
            isTold = true;
        }
    }

    @Override
    public void at(Activity activity) {
        listener.at(activity);
    }

    @Override
    public void stuck(Duration since, String where) {
        listener.stuck(since, where);
    }
}
