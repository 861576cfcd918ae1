package org.hubwarden.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/** Reads a ledger's JSON from its start: exactly the fields that {@link LedgerWriter} writes, in its order. */
final class LedgerParser implements Closeable {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser in;

    LedgerParser(byte[] bytes) throws IOException {
        in = JSON.createParser(bytes);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What went wrong and where, without a piece of the content. */
    static String sentence(IOException e) {
        if (e instanceof JacksonException j && j.getLocation() != null) {
            return "line " + j.getLocation().getLineNr() + ": " + j.getOriginalMessage();
        }
        return String.valueOf(e.getMessage());
    }

    /** To be read first. */
    long version() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        return number("version");
    }

    /** To be read second. */
    String checksum() throws IOException {
        return text("checksum");
    }

    /** To be read third; nothing may follow. */
    Ledger ledger() throws IOException {
        field("ledger");
        expect(in.nextToken(), JsonToken.START_OBJECT);
        long highestId = number("highest_id");
        SortedMap<UnixName, LedgerAccount> accounts = accounts();
        SortedMap<GroupName, Long> groups = groups();
        Optional<Instant> passed = passed();
        expect(in.nextToken(), JsonToken.END_OBJECT);
        if (in.nextToken() != null) {
            throw odd("something follows");
        }
        return new Ledger(highestId, accounts, groups, passed);
    }

    /** The last field, which may be absent; the parser stands at the end of the ledger afterwards. */
    private Optional<Instant> passed() throws IOException {
        if (in.nextToken() == JsonToken.END_OBJECT) {
            return Optional.empty();
        }
        expect("passed".equals(in.currentName()), "passed");
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        Instant passed = instant(in.getText());
        expect(in.nextToken(), JsonToken.END_OBJECT);
        return Optional.of(passed);
    }

    private SortedMap<UnixName, LedgerAccount> accounts() throws IOException {
        SortedMap<UnixName, LedgerAccount> accounts = new TreeMap<>();
        startArray("accounts");
        while (nextElement()) {
            LedgerAccount account = account();
            if (accounts.put(account.unix(), account) != null) {
                throw odd("account " + account.unix() + " is there twice");
            }
        }
        return accounts;
    }

    private LedgerAccount account() throws IOException {
        LedgerAccount account = new LedgerAccount(
                new HubName(text("hub")),
                new UnixName(text("unix")),
                number("uid"),
                number("gid"),
                text("home"),
                flag("housed"),
                flag("adopted"),
                flag("held_root"),
                Optional.empty(),
                Optional.empty());
        JsonToken token = in.nextToken();
        if (token == JsonToken.FIELD_NAME && in.currentName().equals("admin")) {
            account = account.withTenure(Optional.of(tenure()));
            token = in.nextToken();
        }
        if (token == JsonToken.FIELD_NAME && in.currentName().equals("locked_from")) {
            account = account.lockedFrom(lockedFrom());
            token = in.nextToken();
        }
        expect(token, JsonToken.END_OBJECT);
        return account;
    }

    private Tenure tenure() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        if (in.nextToken() == JsonToken.END_OBJECT) {
            return new Tenure(Optional.empty());
        }
        expect("since".equals(in.currentName()), "since");
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        Instant since = instant(in.getText());
        expect(in.nextToken(), JsonToken.END_OBJECT);
        return new Tenure(Optional.of(since));
    }

    private Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw odd("a moment expected");
        }
    }

    private LockedFrom lockedFrom() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        LockedFrom before = new LockedFrom(text("shell"), text("expire"), flag("prefixed"));
        expect(in.nextToken(), JsonToken.END_OBJECT);
        return before;
    }

    private SortedMap<GroupName, Long> groups() throws IOException {
        SortedMap<GroupName, Long> groups = new TreeMap<>();
        startArray("groups");
        while (nextElement()) {
            GroupName name = new GroupName(text("name"));
            if (groups.put(name, number("gid")) != null) {
                throw odd("group " + name + " is there twice");
            }
            expect(in.nextToken(), JsonToken.END_OBJECT);
        }
        return groups;
    }

    private void startArray(String name) throws IOException {
        field(name);
        expect(in.nextToken(), JsonToken.START_ARRAY);
    }

    private boolean nextElement() throws IOException {
        JsonToken token = in.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        expect(token, JsonToken.START_OBJECT);
        return true;
    }

    private String text(String name) throws IOException {
        field(name);
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        return in.getText();
    }

    private long number(String name) throws IOException {
        field(name);
        expect(in.nextToken(), JsonToken.VALUE_NUMBER_INT);
        return in.getLongValue();
    }

    private boolean flag(String name) throws IOException {
        field(name);
        JsonToken token = in.nextToken();
        expect(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, "true or false");
        return token == JsonToken.VALUE_TRUE;
    }

    private void field(String name) throws IOException {
        expect(name.equals(in.nextFieldName()), name);
    }

    private void expect(JsonToken found, JsonToken wanted) throws IOException {
        expect(found == wanted, wanted.name());
    }

    private void expect(boolean met, String wanted) throws IOException {
        if (!met) {
            throw odd(wanted + " expected");
        }
    }

    private IOException odd(String what) {
        return new IOException("line " + in.currentLocation().getLineNr() + ": " + what);
    }
}
