package org.hubwarden.reconcile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sweeper;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.sweep.AccountEntries;
import org.hubwarden.sweep.Bare;
import org.hubwarden.sweep.BaselineHeader;
import org.hubwarden.sweep.BaselineReader;
import org.hubwarden.sweep.BaselineWriter;
import org.hubwarden.sweep.Bytecode;
import org.hubwarden.sweep.Coverage;
import org.hubwarden.sweep.Difference;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.Escape;
import org.hubwarden.sweep.Judge;
import org.hubwarden.sweep.LinkTarget;
import org.hubwarden.sweep.Packages;
import org.hubwarden.sweep.Verdict;

/** Takes baselines and compares with them. Changes nothing but the files that it keeps them in. */
public final class Sweeping {

    /** With {@code --only}, what stands for everything that is no file. */
    public static final String STATE = "state";

    private static final Set<String> OF_ACCOUNTS = Set.of("way", "account", "group", "group-admin");

    private final Doors doors;
    private final RootInquiry inquiry;
    private final Sweeper sweeper;
    private final BaselineStore store;
    private final String version;

    /** {@code version}: of this program, for what it writes. */
    public Sweeping(Doors doors, RootInquiry inquiry, Sweeper sweeper, BaselineStore store, String version) {
        this.doors = doors;
        this.inquiry = inquiry;
        this.sweeper = sweeper;
        this.store = store;
        this.version = version;
    }

    /** Takes a baseline and keeps it. */
    public BaselineStore.Written take(Assessment look, Set<String> holders) throws HostFailure {
        BaselineStore.Written written = store.keep(header(holders), writer -> write(writer, look));
        List<String> old = BaselinePruning.prune(look.ledger(), store);
        if (doors.running()) {
            new AuditLog(doors.journal())
                    .event(
                            Event.BASELINE_TAKEN,
                            "a baseline of what can give root was taken: " + written.path() + ", sha256 "
                                    + written.sha256()
                                    + (holders.isEmpty() ? "" : ", for " + String.join(", ", holders))
                                    + (old.isEmpty() ? "" : "; old ones removed: " + String.join(", ", old)));
        }
        return written;
    }

    /** Takes one and writes it to a file that is to be kept elsewhere. */
    public BaselineStore.Written export(Assessment look, String path) throws HostFailure {
        return store.export(path, header(Set.of()), writer -> write(writer, look));
    }

    private BaselineHeader header(Set<String> holders) {
        Instant now = doors.clock().now().truncatedTo(ChronoUnit.SECONDS);
        return new BaselineHeader(now, sweeper.machine(), holders, version);
    }

    private void write(BaselineWriter writer, Assessment look) throws IOException, HostFailure {
        AccountDatabases accounts = doors.accountFiles().read();
        Packages packages = sweeper.packages();
        try {
            sweeper.walk(scope(accounts, Set.of()), entries -> {
                entries.forEachRemaining(entry -> put(writer, owned(entry, packages)));
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Entry entry : state(look, accounts)) {
            writer.write(entry);
        }
    }

    /** A file that is gone says no more whose it was. */
    private static Entry owned(Entry entry, Packages packages) {
        return packages.owner(entry.key())
                .or(() -> LinkTarget.of(entry).flatMap(packages::owner))
                .or(() -> Bytecode.source(entry.key()).flatMap(packages::owner))
                .map(name -> entry.with("package", name))
                .orElse(entry);
    }

    private static void put(BaselineWriter writer, Entry entry) {
        try {
            writer.write(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is no file, in order. */
    private Collection<Entry> state(Assessment look, AccountDatabases accounts) throws HostFailure {
        TreeMap<Entry, Entry> ordered = new TreeMap<>();
        Ledger ledger = look.ledger();
        Set<String> ours = new HashSet<>();
        ledger.accounts().keySet().forEach(name -> ours.add(name.value()));
        ledger.groups().keySet().forEach(name -> ours.add(name.value()));
        Stream.concat(sweeper.state().stream(), AccountEntries.of(accounts, inquiry.answer(look), ours).stream())
                .forEach(entry -> ordered.putIfAbsent(entry, entry));
        return ordered.keySet();
    }

    private static Sweeper.Scope scope(AccountDatabases accounts, Set<String> only) {
        List<String> homes = accounts.passwd().entries().map(PasswdEntry::home).toList();
        return new Sweeper.Scope(Coverage.of(homes), only);
    }

    /**
     * Compares what is there now with a baseline.
     *
     * @param path the baseline; empty for none, and then what no package explains is told
     * @param only as {@link Sweeper.Scope}; {@value #STATE} for what is no file
     */
    public Verdict sweep(Assessment look, Optional<String> path, Set<String> only) throws HostFailure {
        AccountDatabases accounts = doors.accountFiles().read();
        Packages packages = sweeper.packages();
        if (path.isEmpty()) {
            return compare(
                    look,
                    accounts,
                    Optional.empty(),
                    new Judge(Instant.EPOCH, packages, OwnFiles.of(look)),
                    packages,
                    only);
        }
        try {
            BaselineHeader header = verified(path.get());
            try (InputStream in = store.open(path.get())) {
                Iterator<Entry> before = new BaselineReader(in);
                Judge judge = new Judge(header.taken(), packages, OwnFiles.of(look));
                return compare(look, accounts, Optional.of(new Known(header, before)), judge, packages, only);
            }
        } catch (BaselineReader.Damaged damaged) {
            throw new HostFailure(
                    "the baseline " + path.get() + " is not to be believed: " + damaged.getMessage(), damaged);
        } catch (IOException e) {
            throw new HostFailure("the baseline " + path.get() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A baseline that is read. */
    private record Known(BaselineHeader header, Iterator<Entry> entries) {}

    private BaselineHeader verified(String path) throws IOException, HostFailure {
        try (InputStream in = store.open(path)) {
            BaselineReader reader = new BaselineReader(in);
            reader.digest();
            return reader.header();
        }
    }

    private Verdict compare(
            Assessment look,
            AccountDatabases accounts,
            Optional<Known> known,
            Judge judge,
            Packages packages,
            Set<String> only)
            throws HostFailure {
        Set<String> paths = new HashSet<>(only);
        boolean withState = only.isEmpty() || paths.remove(STATE);
        boolean withFiles = only.isEmpty() || !paths.isEmpty();
        List<Entry> state = withState ? List.copyOf(state(look, accounts)) : List.of();
        Verdict.Tally tally = new Verdict.Tally();
        Iterator<Entry> before = known.map(k -> wanted(k.entries(), paths, withFiles, withState))
                .orElse(List.<Entry>of().iterator());
        boolean bare = known.isEmpty();
        Sweeper.Scope scope = scope(accounts, withFiles ? paths : Set.of("/nowhere"));
        sweeper.walk(scope, files -> {
            Iterator<Entry> now = Stream.concat(
                            stream(files).filter(entry -> isOnDisk(entry.key())).map(entry -> owned(entry, packages)),
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
        if (!doors.running()) {
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
        return doors.running() || !(key.startsWith("/run/") || key.startsWith("/dev/"));
    }

    private boolean isComparable(Entry entry) {
        String kind = entry.key().substring(1, Math.max(1, entry.key().indexOf('/')));
        return doors.running() || OF_ACCOUNTS.contains(kind);
    }
}
