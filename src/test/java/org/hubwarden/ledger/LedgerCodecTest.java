package org.hubwarden.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hubwarden.ledger.LedgerSamples.account;
import static org.hubwarden.ledger.LedgerSamples.damage;
import static org.hubwarden.ledger.LedgerSamples.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.hubwarden.model.UnixName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCodecTest {

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

    /** The text with a checksum that fits its content, whatever that is. */
    private static byte[] signed(String edited) {
        CRC32C sum = new CRC32C();
        sum.update(edited.substring(edited.indexOf("  \"ledger\" : ")).getBytes(UTF_8));
        return edited.replaceFirst("crc32c:[0-9a-f]{8}", String.format("crc32c:%08x", sum.getValue()))
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
