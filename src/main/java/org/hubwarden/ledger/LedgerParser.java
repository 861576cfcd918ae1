package org.hubwarden.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/** Reads a ledger's JSON from its start: exactly the fields that {@link LedgerWriter} writes, in its order. */
final class LedgerParser implements Closeable {

    private final LedgerTokens in;
    private final ProcedureParser procedures;

    LedgerParser(byte[] bytes) throws IOException {
        in = new LedgerTokens(bytes);
        procedures = new ProcedureParser(in);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** To be read first. */
    long version() throws IOException {
        in.begin();
        return in.number("version");
    }

    /** To be read second. */
    String checksum() throws IOException {
        return in.text("checksum");
    }

    /** To be read third; nothing may follow. */
    Ledger ledger() throws IOException {
        in.field("ledger");
        in.begin();
        long highestId = in.number("highest_id");
        SortedMap<UnixName, LedgerAccount> accounts = accounts();
        SortedMap<GroupName, Long> groups = groups();
        in.next();
        SortedSet<Long> tombstones = in.optional("tombstones", in::numbers).orElseGet(TreeSet::new);
        Optional<Instant> passed = in.optional("passed", in::moment);
        in.end();
        in.nextEnd();
        in.nothingFollows();
        return new Ledger(highestId, accounts, groups, tombstones, passed);
    }

    private SortedMap<UnixName, LedgerAccount> accounts() throws IOException {
        SortedMap<UnixName, LedgerAccount> accounts = new TreeMap<>();
        in.array("accounts");
        while (in.nextElement()) {
            LedgerAccount account = account();
            if (accounts.put(account.unix(), account) != null) {
                throw in.odd("account " + account.unix() + " is there twice");
            }
        }
        return accounts;
    }

    private LedgerAccount account() throws IOException {
        HubName hub = new HubName(in.text("hub"));
        UnixName unix = new UnixName(in.text("unix"));
        long uid = in.number("uid");
        long gid = in.number("gid");
        String home = in.text("home");
        boolean housed = in.flag("housed");
        boolean adopted = in.flag("adopted");
        boolean heldRoot = in.flag("held_root");
        in.next();
        LedgerAccount account = new LedgerAccount(
                hub,
                unix,
                uid,
                gid,
                home,
                housed,
                adopted,
                heldRoot,
                in.optional("admin", procedures::tenure),
                in.optional("locked_from", this::lockedFrom),
                in.optional("leaving", procedures::leaving),
                in.optional("demotion", procedures::demotion));
        in.end();
        return account;
    }

    private LockedFrom lockedFrom() throws IOException {
        in.begin();
        LockedFrom before = new LockedFrom(in.text("shell"), in.text("expire"), in.flag("prefixed"));
        in.nextEnd();
        return before;
    }

    private SortedMap<GroupName, Long> groups() throws IOException {
        SortedMap<GroupName, Long> groups = new TreeMap<>();
        in.array("groups");
        while (in.nextElement()) {
            GroupName name = new GroupName(in.text("name"));
            if (groups.put(name, in.number("gid")) != null) {
                throw in.odd("group " + name + " is there twice");
            }
            in.nextEnd();
        }
        return groups;
    }
}
