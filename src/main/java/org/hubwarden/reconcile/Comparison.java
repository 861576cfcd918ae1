package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sweeper;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.sweep.Bare;
import org.hubwarden.sweep.BaselineHeader;
import org.hubwarden.sweep.Difference;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.Escape;
import org.hubwarden.sweep.Judge;
import org.hubwarden.sweep.Packages;
import org.hubwarden.sweep.Verdict;

/**
 * Compares what the machine has with a baseline, or with none.
 *
 * @param running whether the machine runs; otherwise it is a tree
 * @param packages what explains a file
 * @param judge what says what a difference means
 */
record Comparison(MachineEntries entries, Sweeper sweeper, boolean running, Packages packages, Judge judge) {

    private static final Set<String> OF_ACCOUNTS = Set.of("way", "account", "group", "group-admin");

    /** A baseline that is read. */
    record Known(BaselineHeader header, Iterator<Entry> entries) {}

    Verdict verdict(Assessment look, AccountDatabases accounts, Optional<Known> known, Set<String> only)
            throws HostFailure {
        Set<String> paths = new HashSet<>(only);
        boolean withState = only.isEmpty() || paths.remove(Sweeping.STATE);
        boolean withFiles = only.isEmpty() || !paths.isEmpty();
        List<Entry> state = withState ? List.copyOf(entries.state(look, accounts)) : List.of();
        Verdict.Tally tally = new Verdict.Tally();
        Iterator<Entry> before = known.map(k -> wanted(k.entries(), paths, withFiles, withState))
                .orElse(List.<Entry>of().iterator());
        boolean bare = known.isEmpty();
        Sweeper.Scope scope = MachineEntries.scope(accounts, withFiles ? paths : Set.of("/nowhere"));
        sweeper.walk(scope, files -> {
            Iterator<Entry> now = Stream.concat(
                            stream(files)
                                    .filter(entry -> isOnDisk(entry.key()))
                                    .map(entry -> MachineEntries.owned(entry, packages)),
                            state.stream())
                    .iterator();
            Difference.of(before, now, difference -> {
                if (!bare || Bare.isTold(difference)) {
                    judge.of(difference).ifPresent(tally::add);
                }
            });
            return true;
        });
        return tally.verdict(known.map(k -> k.header().taken()), incomplete(known));
    }

    private static Stream<Entry> stream(Iterator<Entry> entries) {
        Iterable<Entry> once = () -> entries;
        return StreamSupport.stream(once.spliterator(), false);
    }

    private List<String> incomplete(Optional<Known> known) {
        List<String> all = new ArrayList<>();
        known.filter(k -> !k.header().machine().equals(sweeper.machine()))
                .ifPresent(k -> all.add("the baseline is of another machine, whose machine-id is "
                        + k.header().machine()));
        known.flatMap(k -> sweeper.journalBegins().filter(k.header().taken()::isBefore))
                .ifPresent(begin -> all.add("the journal begins only at " + begin
                        + ", after the baseline; what was logged between is gone, by age or by somebody's hand"));
        if (!running) {
            all.add("a tree does not run: its kernel, mounts and processes were not compared");
        }
        return all;
    }

    /** What of a baseline is compared. */
    private Iterator<Entry> wanted(Iterator<Entry> all, Set<String> paths, boolean withFiles, boolean withState) {
        return stream(all)
                .filter(entry -> entry.isFile()
                        ? withFiles && isWithin(entry.key(), paths) && isOnDisk(entry.key())
                        : withState && isComparable(entry))
                .iterator();
    }

    private static boolean isWithin(String key, Set<String> paths) {
        return paths.isEmpty()
                || paths.stream().map(Escape::text).anyMatch(path -> key.equals(path) || key.startsWith(path + "/"));
    }

    /** A disk that is mounted elsewhere has what is in memory here only while it runs. */
    private boolean isOnDisk(String key) {
        return running || !(key.startsWith("/run/") || key.startsWith("/dev/"));
    }

    private boolean isComparable(Entry entry) {
        String kind = entry.key().substring(1, Math.max(1, entry.key().indexOf('/')));
        return running || OF_ACCOUNTS.contains(kind);
    }
}
