package org.hubwarden.reconcile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sweeper;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.sweep.BaselineHeader;
import org.hubwarden.sweep.BaselineReader;
import org.hubwarden.sweep.BaselineWriter;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.Judge;
import org.hubwarden.sweep.Packages;
import org.hubwarden.sweep.Verdict;

/** Takes baselines and compares with them. Changes nothing but the files that it keeps them in. */
public final class Sweeping {

    /** With {@code --only}, what stands for everything that is no file. */
    public static final String STATE = "state";

    private final Doors doors;
    private final Sweeper sweeper;
    private final MachineEntries entries;
    private final BaselineStore store;
    private final String version;

    /** {@code version}: of this program, for what it writes. */
    public Sweeping(Doors doors, RootInquiry inquiry, Sweeper sweeper, BaselineStore store, String version) {
        this.doors = doors;
        this.entries = new MachineEntries(sweeper, inquiry);
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
            sweeper.walk(MachineEntries.scope(accounts, Set.of()), found -> {
                found.forEachRemaining(entry -> put(writer, MachineEntries.owned(entry, packages)));
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Entry entry : entries.state(look, accounts)) {
            writer.write(entry);
        }
    }

    private static void put(BaselineWriter writer, Entry entry) {
        try {
            writer.write(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares what is there now with a baseline.
     *
     * @param path the baseline; empty for none, and then what no package explains is told
     * @param only as {@link Sweeper.Scope}; {@value #STATE} for what is no file
     */
    public Verdict sweep(Assessment look, Optional<String> path, Set<String> only) throws HostFailure {
        AccountDatabases accounts = doors.accountFiles().read();
        if (path.isEmpty()) {
            return comparison(look, Instant.EPOCH).verdict(look, accounts, Optional.empty(), only);
        }
        try {
            BaselineHeader header = verified(path.get());
            try (InputStream in = store.open(path.get())) {
                Comparison.Known known = new Comparison.Known(header, new BaselineReader(in));
                return comparison(look, header.taken()).verdict(look, accounts, Optional.of(known), only);
            }
        } catch (BaselineReader.Damaged damaged) {
            throw new HostFailure(
                    "the baseline " + path.get() + " is not to be believed: " + damaged.getMessage(), damaged);
        } catch (IOException e) {
            throw new HostFailure("the baseline " + path.get() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Comparison comparison(Assessment look, Instant since) throws HostFailure {
        Packages packages = sweeper.packages();
        Judge judge = new Judge(since, packages, OwnFiles.of(look));
        return new Comparison(entries, sweeper, doors.running(), packages, judge);
    }

    private BaselineHeader verified(String path) throws IOException, HostFailure {
        try (InputStream in = store.open(path)) {
            BaselineReader reader = new BaselineReader(in);
            reader.digest();
            return reader.header();
        }
    }
}
