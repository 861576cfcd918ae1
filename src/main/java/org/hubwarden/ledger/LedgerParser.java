package org.hubwarden.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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
        JsonToken token = in.nextToken();
        SortedSet<Long> tombstones = new TreeSet<>();
        if (isNext(token, "tombstones")) {
            tombstones = numbers();
            token = in.nextToken();
        }
        Optional<Instant> passed = Optional.empty();
        if (isNext(token, "passed")) {
            passed = Optional.of(moment());
            token = in.nextToken();
        }
        expect(token, JsonToken.END_OBJECT);
        expect(in.nextToken(), JsonToken.END_OBJECT);
        if (in.nextToken() != null) {
            throw odd("something follows");
        }
        return new Ledger(highestId, accounts, groups, tombstones, passed);
    }

    private boolean isNext(JsonToken token, String name) throws IOException {
        return token == JsonToken.FIELD_NAME && in.currentName().equals(name);
    }

    private SortedSet<Long> numbers() throws IOException {
        SortedSet<Long> numbers = new TreeSet<>();
        expect(in.nextToken(), JsonToken.START_ARRAY);
        while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            numbers.add(in.getLongValue());
        }
        expect(in.currentToken(), JsonToken.END_ARRAY);
        return numbers;
    }

    /** The value of the field that was just read. */
    private Instant moment() throws IOException {
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        return instant(in.getText());
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
        if (isNext(token, "admin")) {
            account = account.withTenure(Optional.of(tenure()));
            token = in.nextToken();
        }
        if (isNext(token, "locked_from")) {
            account = account.lockedFrom(lockedFrom());
            token = in.nextToken();
        }
        if (isNext(token, "leaving")) {
            account = account.withLeaving(Optional.of(leaving()));
            token = in.nextToken();
        }
        if (isNext(token, "demotion")) {
            account = account.withDemotion(Optional.of(demotion()));
            token = in.nextToken();
        }
        expect(token, JsonToken.END_OBJECT);
        return account;
    }

    private Demotion demotion() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        field("since");
        Demotion demotion = new Demotion(moment(), flag("told"), flag("served"), Optional.empty(), Optional.empty());
        JsonToken token = in.nextToken();
        if (isNext(token, "ended")) {
            Instant ended = moment();
            demotion = new Demotion(
                    demotion.since(), demotion.told(), demotion.served(), Optional.of(ended), Optional.empty());
            token = in.nextToken();
        }
        if (isNext(token, "proven")) {
            demotion = demotion.proven(moment());
            token = in.nextToken();
        }
        expect(token, JsonToken.END_OBJECT);
        return demotion;
    }

    private Leaving leaving() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        SortedMap<Stage, Progress> stages = stages();
        Leaving leaving = new Leaving(
                stages,
                number("days"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Leaving.Wish.NOTHING,
                false);
        JsonToken token = in.nextToken();
        if (isNext(token, "counted")) {
            leaving = leaving.countedOn(day());
            token = in.nextToken();
        }
        if (isNext(token, "elsewhere")) {
            expect(in.nextToken(), JsonToken.VALUE_STRING);
            leaving = leaving.listing(Optional.of(in.getText()));
            token = in.nextToken();
        }
        if (isNext(token, "archive")) {
            expect(in.nextToken(), JsonToken.VALUE_STRING);
            leaving = leaving.archivedAs(Optional.of(in.getText()));
            token = in.nextToken();
        }
        expect(isNext(token, "asked"), "asked");
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        leaving = leaving.asking(wish(in.getText()));
        leaving = flag("purged") ? leaving.gone() : leaving;
        expect(in.nextToken(), JsonToken.END_OBJECT);
        return leaving;
    }

    private SortedMap<Stage, Progress> stages() throws IOException {
        SortedMap<Stage, Progress> stages = new TreeMap<>();
        startArray("stages");
        while (nextElement()) {
            Stage stage = Stage.of(text("stage")).orElseThrow(() -> odd("a step expected"));
            field("begun");
            Instant begun = moment();
            JsonToken token = in.nextToken();
            Optional<Instant> done = Optional.empty();
            if (isNext(token, "done")) {
                done = Optional.of(moment());
                token = in.nextToken();
            }
            expect(token, JsonToken.END_OBJECT);
            stages.put(stage, new Progress(begun, done));
        }
        return stages;
    }

    private LocalDate day() throws IOException {
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        try {
            return LocalDate.parse(in.getText());
        } catch (DateTimeException e) {
            throw odd("a day expected");
        }
    }

    private Leaving.Wish wish(String word) throws IOException {
        for (Leaving.Wish wish : Leaving.Wish.values()) {
            if (wish.word().equals(word)) {
                return wish;
            }
        }
        throw odd("a wish expected");
    }

    private Tenure tenure() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        if (in.nextToken() == JsonToken.END_OBJECT) {
            return new Tenure(Optional.empty());
        }
        expect("since".equals(in.currentName()), "since");
        Instant since = moment();
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
