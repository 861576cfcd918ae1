package org.hubwarden.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Sha256;
import org.hubwarden.model.UnixName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCodecTest {

    private static LedgerAccount account(String name, long id) {
        return new LedgerAccount(
                new HubName(name),
                new UnixName("jupyter-" + name),
                id,
                id,
                "/home/jupyter-" + name,
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Ledger two() {
        return Ledger.EMPTY
                .draft()
                .put(account("alice", 2001))
                .put(account("carol", 2004).withTenure(Optional.of(new Tenure(Optional.of(Instant.EPOCH)))))
                .put(account("erin", 2006).withLeaving(Optional.of(Leaving.BEGINNING)))
                .put(account("fay", 2007).withLeaving(Optional.of(leaving())))
                .put(account("hal", 2009).withDemotion(Optional.of(Demotion.beginning(Instant.EPOCH))))
                .put(account("gil", 2008))
                .bury(new UnixName("jupyter-gil"))
                .put(account("dave", 2005).withTenure(Optional.of(new Tenure(Optional.empty()))))
                .put(account("bob", 2002)
                        .withRootHeld()
                        .lockedFrom(new LockedFrom("/bin/\"z\u00e9sh\"\n", "20000", true)))
                .create(GroupName.ADMINS, 2003)
                .done();
    }

    private static Leaving leaving() {
        return Leaving.BEGINNING
                .begun(Stage.RIGHTS, Instant.EPOCH)
                .done(Stage.RIGHTS, Instant.EPOCH.plusSeconds(1))
                .begun(Stage.PROCESSES, Instant.EPOCH)
                .passedOn(LocalDate.EPOCH)
                .archivedAs(Optional.of("fay.tar.zst"))
                .asking(Leaving.Wish.PURGE)
                .gone();
    }

    private static String text(Ledger ledger) {
        return new String(LedgerCodec.encode(ledger), UTF_8);
    }

    private static String damage(byte[] bytes) {
        return assertInstanceOf(LedgerDecoding.Damaged.class, LedgerCodec.decode(bytes))
                .what();
    }

    /** The text with a checksum that fits its content, whatever that is. */
    private static byte[] signed(String edited) {
        CRC32C sum = new CRC32C();
        sum.update(edited.substring(edited.indexOf("  \"ledger\" : ")).getBytes(UTF_8));
        return edited.replaceFirst("crc32c:[0-9a-f]{8}", String.format("crc32c:%08x", sum.getValue()))
                .getBytes(UTF_8);
    }

    /** The same in the form of versions 1 and 2. */
    private static byte[] signedEarlier(String edited) {
        String content = edited.substring(edited.indexOf("\"ledger\" : ") + 11, edited.lastIndexOf("\n}"));
        String flat = content.replace("\n  ", "\n");
        return edited.replaceFirst("\"checksum\" : \"\"", "\"checksum\" : \"" + Sha256.hex(flat.getBytes(UTF_8)) + "\"")
                .getBytes(UTF_8);
    }

    @Test
    void isTextThatPeopleCanRead() {
        String text = text(Ledger.EMPTY
                .draft()
                .put(account("alice", 2001))
                .put(account("bob", 2003))
                .create(GroupName.USERS, 2002)
                .done());
        assertEquals("""
                {
                  "version" : 4,
                  "checksum" : "crc32c:CHECKSUM",
                  "ledger" : {
                    "highest_id" : 2003,
                    "accounts" : [
                      {"hub":"alice","unix":"jupyter-alice","uid":2001,"gid":2001,"home":"/home/jupyter-alice","housed":true,"adopted":false,"held_root":false},
                      {"hub":"bob","unix":"jupyter-bob","uid":2003,"gid":2003,"home":"/home/jupyter-bob","housed":true,"adopted":false,"held_root":false}
                    ],
                    "groups" : [
                      {"name":"jupyterhub-users","gid":2002}
                    ]
                  }
                }
                """, text.replaceFirst("crc32c:[0-9a-f]{8}", "crc32c:CHECKSUM"));
        assertArrayEquals(text.getBytes(UTF_8), signed(text));
    }

    /** As hubwarden wrote it before it remembered who is an admin. */
    private static final String VERSION_1 = """
            {
              "version" : 1,
              "checksum" : "",
              "ledger" : {
                "highest_id" : 2004,
                "accounts" : [
                  {
                    "hub" : "alice",
                    "unix" : "jupyter-alice",
                    "uid" : 2001,
                    "gid" : 2001,
                    "home" : "/home/jupyter-alice",
                    "housed" : true,
                    "adopted" : false,
                    "held_root" : false
                  },
                  {
                    "hub" : "bob",
                    "unix" : "jupyter-bob",
                    "uid" : 2002,
                    "gid" : 2002,
                    "home" : "/home/jupyter-bob",
                    "housed" : true,
                    "adopted" : false,
                    "held_root" : true
                  },
                  {
                    "hub" : "carol",
                    "unix" : "jupyter-carol",
                    "uid" : 2003,
                    "gid" : 2003,
                    "home" : "/home/jupyter-carol",
                    "housed" : true,
                    "adopted" : false,
                    "held_root" : true,
                    "locked_from" : {
                      "shell" : "/bin/sh",
                      "expire" : "",
                      "prefixed" : false
                    }
                  }
                ],
                "groups" : [
                  {
                    "name" : "jupyterhub-admins",
                    "gid" : 2004
                  }
                ]
              }
            }
            """;

    @Test
    void versionOneIsReadAsItIsRememberedNow() {
        Tenure unknown = new Tenure(Optional.empty());
        Ledger migrated = Ledger.EMPTY
                .draft()
                .put(account("alice", 2001))
                .put(account("bob", 2002).withRootHeld().withTenure(Optional.of(unknown)))
                .put(account("carol", 2003).withRootHeld().lockedFrom(new LockedFrom("/bin/sh", "", false)))
                .create(GroupName.ADMINS, 2004)
                .done();
        byte[] old = signedEarlier(VERSION_1);
        assertEquals(new LedgerDecoding.Older(1, migrated), LedgerCodec.decode(old));
        assertEquals(new LedgerDecoding.Decoded(migrated), LedgerCodec.decode(LedgerCodec.encode(migrated)));
        damage(new String(old, UTF_8).replace("2003", "2005").getBytes(UTF_8));
    }

    @Test
    void versionTwoIsReadAsItWas() {
        String text = VERSION_1
                .replace("\"version\" : 1", "\"version\" : 2")
                .replace("\"held_root\" : true\n", """
                        "held_root" : true,
                                "admin" : {
                                  "since" : "1970-01-01T00:00:00Z"
                                }
                        """)
                .replace("\"held_root\" : true,\n        \"locked", """
                        "held_root" : true,
                                "admin" : { },
                                "locked""");
        Ledger same = Ledger.EMPTY
                .draft()
                .put(account("alice", 2001))
                .put(account("bob", 2002)
                        .withRootHeld()
                        .withTenure(Optional.of(new Tenure(Optional.of(Instant.EPOCH)))))
                .put(account("carol", 2003)
                        .withRootHeld()
                        .withTenure(Optional.of(new Tenure(Optional.empty())))
                        .lockedFrom(new LockedFrom("/bin/sh", "", false)))
                .create(GroupName.ADMINS, 2004)
                .done();
        byte[] old = signedEarlier(text);
        assertEquals(new LedgerDecoding.Older(2, same), LedgerCodec.decode(old));
        damage(new String(old, UTF_8).replace("2003", "2005").getBytes(UTF_8));
        damage(new String(old, UTF_8).replace(" : ", ": ").getBytes(UTF_8));
    }

    @Test
    void versionThreeIsReadAsItWas() {
        Ledger ledger = Ledger.EMPTY.draft().put(account("alice", 2001)).done();
        String old = text(ledger).replace("\"version\" : 4", "\"version\" : 3");
        assertEquals(new LedgerDecoding.Older(3, ledger), LedgerCodec.decode(old.getBytes(UTF_8)));
        damage(old.replace("2001", "2002").getBytes(UTF_8));
        damage(old.replace(" : ", ": ").getBytes(UTF_8));
    }

    @Test
    void aStepIsBegunAgainOnlyOnceItWasDone() {
        Instant later = Instant.EPOCH.plusSeconds(9);
        Leaving once = Leaving.BEGINNING.begun(Stage.LOCK, Instant.EPOCH);
        assertEquals(once, once.begun(Stage.LOCK, later));
        Leaving done = once.done(Stage.LOCK, later);
        assertEquals(done, done.done(Stage.LOCK, later.plusSeconds(1)));
        assertEquals(
                Optional.of(new Progress(later, Optional.empty())),
                done.begun(Stage.LOCK, later).progress(Stage.LOCK));
    }

    @Test
    void aDayCountsOnceAndNoneThatIsOver() {
        Leaving second = Leaving.BEGINNING.passedOn(LocalDate.EPOCH).passedOn(LocalDate.EPOCH.plusDays(400));
        assertEquals(2, second.days());
        assertEquals(second, second.passedOn(LocalDate.EPOCH.plusDays(400)));
        assertEquals(second, second.passedOn(LocalDate.EPOCH.plusDays(1)));
    }

    @Test
    void anIdIsNobodysAnyMoreOrSomebodys() {
        Ledger ledger = Ledger.EMPTY
                .draft()
                .put(account("alice", 2001))
                .bury(new UnixName("jupyter-alice"))
                .put(account("bob", 2001))
                .done();
        assertThrows(IllegalArgumentException.class, () -> LedgerCodec.encode(ledger));
    }

    @Test
    void comesBackAsItWas() {
        assertEquals(new LedgerDecoding.Decoded(two()), LedgerCodec.decode(LedgerCodec.encode(two())));
        assertEquals(new LedgerDecoding.Decoded(Ledger.EMPTY), LedgerCodec.decode(LedgerCodec.encode(Ledger.EMPTY)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyLedgerComesBackAndEqualOnesHaveEqualBytes(long seed) {
        Ledger ledger = random(new Random(seed));
        byte[] bytes = LedgerCodec.encode(ledger);
        assertEquals(new LedgerDecoding.Decoded(ledger), LedgerCodec.decode(bytes));
        SortedMap<UnixName, LedgerAccount> copy = new TreeMap<>();
        ledger.accounts().values().forEach(a -> copy.put(a.unix(), a));
        assertArrayEquals(
                bytes,
                LedgerCodec.encode(
                        new Ledger(ledger.highestId(), copy, ledger.groups(), ledger.tombstones(), ledger.passed())));
    }

    private static Optional<Demotion> demotion(Random random) {
        Demotion begun = Demotion.beginning(Instant.ofEpochSecond(random.nextInt(9)));
        return switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(begun.afterTelling());
            case 2 -> Optional.of(begun.withServer());
            case 3 -> Optional.of(begun.withServer().ended(Instant.EPOCH));
            default -> Optional.of(begun.ended(Instant.EPOCH).proven(Instant.MAX));
        };
    }

    private static Ledger random(Random random) {
        LedgerDraft draft = Ledger.EMPTY.draft();
        for (int i = 0; i < random.nextInt(200); i++) {
            LedgerAccount account = account("u" + i, 2000 + i);
            draft.put(
                    random.nextBoolean()
                            ? account
                            : account.lockedFrom(new LockedFrom(word(random), word(random), true))
                                    .withLeaving(random.nextBoolean() ? Optional.empty() : Optional.of(leaving()))
                                    .withDemotion(demotion(random)));
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            draft.adopt(new GroupName("g" + i), random.nextInt(Integer.MAX_VALUE));
        }
        Instant end = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(3));
        draft.passed(random.nextBoolean() ? Optional.empty() : Optional.of(end));
        return draft.done();
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(20), 0, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void cutOffAnywhereItIsDamaged() {
        byte[] bytes = LedgerCodec.encode(two());
        for (int length = 0; length < bytes.length; length++) {
            damage(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void withAnyBitFlippedItIsNotBelieved() {
        byte[] bytes = LedgerCodec.encode(two());
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 7);
            assertTrue(!(LedgerCodec.decode(flipped) instanceof LedgerDecoding.Decoded), "byte " + at);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0",
                "null",
                "[]",
                "{}",
                "{\"version\" : \"1\"}",
                "{\"version\" : 1}",
                "version: 1",
                "{\"ledger\" : {}}",
                "{\"version\" : 0}",
                "{\"version\" : -1}",
                "{\"version\" : 99999999999999999999}"
            })
    void garbageIsDamaged(String garbage) {
        assertTrue(!damage(garbage.getBytes(UTF_8)).isEmpty());
    }

    @Test
    void badChecksumIsNamed() {
        String edited = text(two()).replace("\"uid\":2001", "\"uid\":2000");
        assertEquals("its checksum does not fit its content", damage(edited.getBytes(UTF_8)));
    }

    @Test
    void anotherFormOfTheSameContentIsDamaged() {
        String edited = text(two()).replace("\"version\" : 4", "\"version\": 4");
        assertEquals("its form was changed, although its content was not", damage(edited.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "{}", "x"})
    void whatFollowsIsDamage(String tail) {
        damage((text(two()) + tail).getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"uid\":2001','\"uid\":2002',share uid 2002",
        "'\"uid\":2001','\"uid\":3000',above the highest given out",
        "'jupyter-bob\",','jupyter-alice\",',account jupyter-alice is there twice",
        "'\"hub\":\"bob\"','\"hub\":\"Bob\"',not a hub name",
        "'\"unix\":\"jupyter-bob\"','\"unix\":\"root\"',not the name of a managed account",
        "'\"adopted\":false','\"adopted\":0',true or false expected",
        "'\"held_root\"','\"held_rot\"',held_root expected",
        "'\"gid\":2003','\"gid\":2003.5',VALUE_NUMBER_INT expected"
    })
    void aSignedButWrongLedgerIsDamaged(String from, String to, String what) {
        String found = damage(signed(text(two()).replaceFirst(from, to)));
        assertTrue(found.contains(what), found);
    }

    @Test
    void duplicateGroupsAndGidsAreDamage() {
        Ledger groups = Ledger.EMPTY
                .draft()
                .adopt(new GroupName("a"), 5)
                .adopt(new GroupName("b"), 6)
                .done();
        assertTrue(damage(signed(text(groups).replace("\"b\"", "\"a\""))).contains("group a is there twice"));
        assertTrue(damage(signed(text(groups).replace(":6", ":5"))).contains("share gid 5"));
    }

    @Test
    void aLaterVersionIsRecognisedWhateverFollows() {
        assertEquals(new LedgerDecoding.Newer(5), LedgerCodec.decode("{\"version\":5,\"unheard\":[".getBytes(UTF_8)));
    }

    @Test
    void refusesToWriteWhatItWouldNotRead() {
        Ledger shared =
                Ledger.EMPTY.draft().put(account("a", 7)).put(account("b", 7)).done();
        assertThrows(IllegalArgumentException.class, () -> LedgerCodec.encode(shared));
    }

    @Test
    void aLargeLedgerIsNoTrouble() {
        LedgerDraft draft = Ledger.EMPTY.draft();
        for (int i = 0; i < 20_000; i++) {
            draft.put(account("u" + i, 2000 + i));
        }
        Ledger ledger = draft.done();
        assertEquals(new LedgerDecoding.Decoded(ledger), LedgerCodec.decode(LedgerCodec.encode(ledger)));
    }
}
