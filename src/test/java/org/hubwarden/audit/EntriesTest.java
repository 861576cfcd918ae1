package org.hubwarden.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.ChangeSamples;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.SudoersChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs read of each change. */
class EntriesTest {

    private static final Ledger LEDGER = ledger();
    private static final Holders HOLDERS = new Holders(LEDGER);

    static Stream<Change> changes() {
        return Stream.concat(ChangeSamples.all().stream(), Changes.oneOfEach().stream());
    }

    private static Ledger ledger() {
        TreeMap<UnixName, LedgerAccount> accounts = new TreeMap<>();
        for (String hub : List.of("a", "alice", "carol")) {
            UnixName unix = new UnixName("jupyter-" + hub);
            long uid = hub.equals("carol") ? 1005 : hub.equals("alice") ? 1000 : 2001;
            accounts.put(
                    unix,
                    new LedgerAccount(
                            new HubName(hub),
                            unix,
                            uid,
                            uid,
                            "/home/" + unix,
                            true,
                            false,
                            false,
                            Optional.empty(),
                            Optional.empty()));
        }
        return new Ledger(2001, accounts, new TreeMap<>());
    }

    private static List<JournalEntry> entries(Change change) {
        TrailRun run = new TrailRun("f00d", Optional.of("abc"), false, Map.of(7, change));
        return run.tellings().stream()
                .map(telling -> telling.done(run, HOLDERS, false))
                .toList();
    }

    private static List<String> values(JournalEntry entry, String name) {
        return entry.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyEntrySaysWhichPassWhatAndWhy(Change change) {
        for (JournalEntry entry : entries(change)) {
            for (String name : List.of(
                    FieldName.RUN,
                    FieldName.NUMBER,
                    FieldName.ACTION,
                    FieldName.BEFORE,
                    FieldName.AFTER,
                    FieldName.REASON,
                    FieldName.STATE_SHA256)) {
                assertEquals(1, values(entry, name).size(), () -> name + " of " + entry);
            }
            assertEquals(Wording.of(change).kind().messageId(), entry.messageId());
            assertTrue(!values(entry, FieldName.BEFORE).equals(values(entry, FieldName.AFTER)), entry::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsKeptForLaterComesBackAsItWas(Change change) {
        List<TrailRun> runs = List.of(
                new TrailRun("f00d", Optional.of("abc"), false, Map.of(7, change)),
                new TrailRun("beef", Optional.empty(), true, Map.of()));
        assertEquals(runs, TrailCodec.decode(TrailCodec.encode(runs)));
    }

    @Test
    void aMemberIsNamedWithTheirGroup() {
        JournalEntry entry = entries(Changes.addMember("jupyter-alice")).get(0);
        assertEquals(List.of("alice"), values(entry, FieldName.HUB_USER));
        assertEquals(List.of("jupyter-alice"), values(entry, FieldName.UNIX_USER));
        assertEquals(List.of("1000"), values(entry, FieldName.UNIX_UID));
        assertEquals(List.of("cs101"), values(entry, FieldName.UNIX_GROUP));
    }

    @Test
    void aStrangerHasNoHubNameAndCannotForgeOne() {
        JournalEntry entry = entries(Changes.addMember("x\nHUB_USER=alice")).get(0);
        assertEquals(List.of(), values(entry, FieldName.HUB_USER));
        assertEquals(List.of("x\\x0aHUB_USER=alice"), values(entry, FieldName.UNIX_USER));
    }

    @Test
    void everyPersonWhoseDenialChangesHasAnEntry() {
        List<JournalEntry> entries = entries(Changes.deny(Set.of(1000L, 1005L, 4711L)));
        assertEquals(
                List.of("7.1000 alice", "7.1005 carol", "7.4711 "),
                entries.stream()
                        .map(e -> String.join("", values(e, FieldName.NUMBER)) + " "
                                + String.join("", values(e, FieldName.HUB_USER)))
                        .toList());
        assertEquals(
                "sudoers /etc/sudoers.d/jupyterhub-admins-denied written: deny sudo to uid 1005, jupyter-carol"
                        + " (they held root here and are no admins)",
                entries.get(1).message());
        assertEquals(1, entries(Changes.deny(Set.of())).size(), "a file put right concerns nobody");
    }

    @Test
    void aLateEntrySaysSo() {
        TrailRun run = new TrailRun("f00d", Optional.empty(), true, Map.of(1, Changes.create()));
        JournalEntry entry = run.tellings().get(0).done(run, HOLDERS, true);
        assertEquals(List.of("1"), values(entry, FieldName.RECOVERED));
        assertTrue(entry.message().endsWith("[told late: the pass that did it could not]"), entry.message());
    }

    /** Programs filter by these ids: a change of the list is a change of what they find. */
    @Test
    void idsAreUniqueAndNeverChange() {
        List<String> all = new ArrayList<>();
        for (ChangeKind kind : ChangeKind.values()) {
            all.add(kind.messageId() + " " + kind.name());
        }
        for (Event event : Event.values()) {
            all.add(event.messageId() + " " + event.name());
        }
        assertEquals(
                all.size(),
                all.stream()
                        .map(line -> line.substring(0, 33))
                        .collect(Collectors.toSet())
                        .size());
        all.forEach(line -> assertTrue(line.matches("[0-9a-f]{32} [A-Z_]+"), line));
        assertTrue(
                all.containsAll(KNOWN),
                () -> "gone or changed: "
                        + KNOWN.stream().filter(line -> !all.contains(line)).toList());
    }

    /** The catalog explains every id, and promises no field that an entry does not have. */
    @Test
    void theCatalogExplainsEveryId() throws Exception {
        String catalog = Files.readString(Path.of("systemd/hubwarden.catalog"));
        Map<String, String> texts = new TreeMap<>();
        for (String block : catalog.split("(?m)^-- ", -1)) {
            if (block.matches("(?s)[0-9a-f]{32}\\n.*")) {
                texts.put(block.substring(0, 32), block.substring(33));
            }
        }
        assertEquals(new TreeSet<>(LogEntry.messageIds()), new TreeSet<>(texts.keySet()));
        texts.values()
                .forEach(text -> assertTrue(
                        text.matches(
                                "(?s)Subject: [^\\n]+\\nDefined-By: hubwarden\\nDocumentation: [^\\n]+\\n\\n.{80,}"),
                        text));
        for (ChangeKind kind : ChangeKind.values()) {
            Set<String> promised = Pattern.compile("@([A-Z_0-9]+)@")
                    .matcher(String.valueOf(texts.get(kind.messageId())))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            changes()
                    .filter(change -> Wording.of(change).kind() == kind)
                    .flatMap(change -> entries(change).stream())
                    .filter(entry -> !values(entry, FieldName.UNIX_UID).isEmpty()
                            || !kind.id().startsWith("sudoers"))
                    .forEach(entry -> assertEquals(
                            Set.of(),
                            promised.stream()
                                    .filter(name -> values(entry, name).isEmpty() && !name.equals("MESSAGE"))
                                    .collect(Collectors.toSet()),
                            entry::toString));
        }
    }

    private static final List<String> KNOWN = List.of(
            "0b99b3aa4f9b4a9e86b4645301a776e6 ACCOUNT_CREATE",
            "f7fc820c63b74333ae80c7ee530b6caf ACCOUNT_ADOPT",
            "5bba907d38ef4440bab72a1a553e61cb ACCOUNT_LOCK",
            "ed4f729366c94af996bf3fbf1874819f ACCOUNT_UNLOCK",
            "07a894af30c442e3a3f61ebdafede471 ACCOUNT_REPAIR",
            "7c943b76c9ed4924abec7dda7c3c7b8a GROUP_CREATE",
            "7aa930ece0374abcb1c030ff4d7aa141 GROUP_ADOPT",
            "3adebce0ff5c4c469b040544a6b2ee50 GROUP_TIDY",
            "d4334abc669f4ba686d5aec4bc0b4a69 MEMBER_ADD",
            "c233b05c888f469294e6302538447838 MEMBER_REMOVE",
            "75a5bf24994f475ea95475c0984f5b92 HOME_CREATE",
            "f38d9ec85c414b99b84727ba55e6fcdd HOME_REGROUP",
            "acbe856f1fd24a429cebaf0fbe350f98 HOME_CLOSE",
            "fe2fc1af42164bdea5b40f0ecbd88fcd SUDOERS_GRANT",
            "282a654df92249e1bb043063b33494ae SUDOERS_DENY",
            "fb4dfbd30a194e849abbbf94d87137d0 SUDOERS_LIFT",
            "f203e5d2b4ba4b3996b9b5fd08ee9e24 CHANGE_FAILED",
            "0639c6ff16ba4440892240351ad945f5 FINDING",
            "3a4dbff2f2f54d2aa32c6d392ce97ca9 STATE_REFUSED",
            "76cd87940d1447c589ee50bab712484c PLAN_HELD",
            "ec36f68c81114a9996bd02bfc72bb76d PLAN_APPROVED",
            "ca534e148a4d441790ffb0df535af0e5 PASS_FAILED",
            "9f41a05b0850433989b87bc1899cfba2 PASS_HANGS",
            "69950a92955242bdaa5606ef8b90d878 CLOCK_DISTRUSTED",
            "1d75100dd83a43b8a9613410eb444e9a FIGHT",
            "e22890f1bc6f4bb887b9a9ae0464cd07 DAEMON_STARTED",
            "afc678819de3487bbb55c8d93fe7a219 DAEMON_STOPPED",
            "ea67955b8c5f4bc3b60fa0a317667d91 TRAIL_LOST",
            "191bd71f236d49c2a72e7d12967dce76 NOTICE");

    @Test
    void eachUidOfADenialIsOneEntryOnly() {
        SudoersChange.Lift lift = new SudoersChange.Lift("/x", "", new TreeSet<>(Set.of(1000L)), new Reason("r"));
        assertEquals(List.of("7"), values(entries(lift).get(0), FieldName.NUMBER));
    }
}
