package org.hubwarden.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written is read again, in order, and believed only whole. */
class BaselineTest {

    private static final BaselineHeader HEADER =
            new BaselineHeader(Instant.parse("2026-11-26T01:02:03Z"), "id", Set.of("jupyter-a", "jupyter b"), "1.0");

    private static Entry entry(String key, String... facts) {
        TreeMap<String, String> all = new TreeMap<>();
        for (int i = 0; i < facts.length; i += 2) {
            all.put(facts[i], facts[i + 1]);
        }
        return new Entry(key, all);
    }

    private static byte[] written(List<Entry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaselineWriter writer = new BaselineWriter(out, HEADER);
        for (Entry entry : entries) {
            writer.write(entry);
        }
        writer.end();
        return out.toByteArray();
    }

    private static final List<Entry> ENTRIES = List.of(
            entry("/a", "mode", "755"),
            entry("/a/b", "sha256", "00"),
            entry("/a.b"),
            Entry.state("way", "x y", "z%\n"));

    @Test
    void comesBackAsItWasWritten() throws IOException {
        BaselineReader reader = new BaselineReader(new ByteArrayInputStream(written(ENTRIES)));
        List<Entry> back = new ArrayList<>();
        reader.forEachRemaining(back::add);
        assertEquals(ENTRIES, back);
        assertEquals(HEADER, reader.header());
        reader.digest();
    }

    @Test
    void everyChangedOrMissingByteIsNoticed() throws IOException {
        byte[] good = written(ENTRIES);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 + random.nextInt(254));
            assertThrows(IOException.class, () -> digest(bad), "byte " + at);
            byte[] cut = Arrays.copyOf(good, random.nextInt(good.length));
            assertThrows(IOException.class, () -> digest(cut));
        }
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        assertThrows(IOException.class, () -> digest(longer));
    }

    private static void digest(byte[] bytes) throws IOException {
        new BaselineReader(new ByteArrayInputStream(bytes)).digest();
    }

    @Test
    void theOrderIsThatOfAWalk() {
        List<Entry> shuffled = new ArrayList<>(ENTRIES);
        Collections.shuffle(shuffled, new Random(2));
        assertEquals(ENTRIES, List.copyOf(new TreeSet<>(shuffled)));
        assertThrows(IllegalArgumentException.class, () -> written(List.of(ENTRIES.get(1), ENTRIES.get(0))));
    }

    @Test
    void bytesThatAreNoTextComeThrough() {
        byte[] name = {'a', ' ', '%', (byte) 0xff, '\n', '\''};
        String escaped = Escape.bytes(name);
        assertEquals("a%20%25%FF%0A'", escaped);
        assertEquals(new String(name, StandardCharsets.ISO_8859_1), Escape.latin(escaped));
        assertEquals("$'a\\x20\\x25\\xFF\\x0A\\''", Escape.shell(escaped));
        assertEquals("/usr/bin/x", Escape.shell("/usr/bin/x"));
    }

    @Test
    void differencesAreWhatSetsSay() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            Map<String, Entry> before = random(random);
            Map<String, Entry> now = random(random);
            Set<String> wanted = new TreeSet<>(before.keySet());
            wanted.addAll(now.keySet());
            wanted.removeIf(key -> before.containsKey(key) && before.get(key).equals(now.get(key)));
            Set<String> found = new TreeSet<>();
            Difference.of(sorted(before), sorted(now), difference -> found.add(difference.key()));
            assertEquals(wanted, found);
        }
    }

    private static Iterator<Entry> sorted(Map<String, Entry> entries) {
        return new TreeSet<>(entries.values()).iterator();
    }

    private static Map<String, Entry> random(Random random) {
        TreeMap<String, Entry> entries = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            String key = "/" + (char) ('a' + random.nextInt(3)) + "/" + random.nextInt(10);
            entries.put(key, entry(key, "mode", Integer.toString(random.nextInt(2))));
        }
        return entries;
    }

    /** A million entries go through, and the heap holds no list of them. */
    @Test
    void aMillionEntriesAreComparedInBoundedMemory() throws IOException {
        int many = 1_000_000;
        PipedInputStream in = new PipedInputStream(1 << 16);
        OutputStream out = new PipedOutputStream(in);
        Thread writing = new Thread(() -> write(out, many));
        writing.start();
        AtomicLong different = new AtomicLong();
        AtomicLong most = new AtomicLong();
        long before = used();
        try (InputStream read = in) {
            Difference.of(new BaselineReader(read), numbered(many, 1000), difference -> {
                if (different.incrementAndGet() % 250 == 0) {
                    most.accumulateAndGet(used() - before, Math::max);
                }
            });
        }
        assertEquals(many / 1000, different.get());
        assertTrue(most.get() < many * 20L, "bytes held at most: " + most.get());
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void write(OutputStream to, int many) {
        try (OutputStream out = to) {
            BaselineWriter writer = new BaselineWriter(out, HEADER);
            Iterator<Entry> entries = numbered(many, Integer.MAX_VALUE);
            while (entries.hasNext()) {
                writer.write(entries.next());
            }
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<Entry> numbered(int many, int odd) {
        return IntStream.range(0, many)
                .mapToObj(i -> entry(
                        String.format("/d%04d/f%04d", i / 1000, i % 1000), "mode", i % odd == odd - 1 ? "4755" : "644"))
                .iterator();
    }
}
