package org.hubwarden.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a baseline line by line. Its digest is only known at its end: {@link #digest} first, and then the entries by another reader. */
public final class BaselineReader implements Iterator<Entry> {

    /** A line longer than this is none of ours. */
    private static final int LONGEST = 1 << 20;

    /** Something that is no baseline, or was changed; a phrase for people. */
    public static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String why) {
            super(why);
        }
    }

    private final BufferedReader in;
    private final MessageDigest digest = Digests.sha256();
    private final BaselineHeader header;
    private Optional<Entry> next = Optional.empty();
    private String end = "";
    private String last = "";
    private long count;

    /** Reads the header. The stream is the caller's to close. */
    public BaselineReader(InputStream stream) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1), 1 << 16);
        this.header = readHeader();
        advance();
    }

    public BaselineHeader header() {
        return header;
    }

    private BaselineHeader readHeader() throws IOException {
        if (!line().equals(BaselineWriter.TITLE)) {
            throw new Damaged("it is no baseline that this version of hubwarden knows");
        }
        String taken = "";
        String machine = "";
        String version = "";
        Set<String> holders = new TreeSet<>();
        for (String line = line(); !line.equals(BaselineWriter.BODY); line = line()) {
            String[] words = line.split(" ", 2);
            String value = words.length == 2 ? Escape.latin(words[1]) : "";
            switch (words[0]) {
                case "taken" -> taken = value;
                case "machine" -> machine = value;
                case "hubwarden" -> version = value;
                case "holder" -> holders.add(value);
                default -> throw new Damaged("its header has a line that is not known");
            }
        }
        try {
            return new BaselineHeader(Instant.parse(taken), machine, holders, version);
        } catch (DateTimeParseException e) {
            throw new Damaged("its header does not say when it was taken");
        }
    }

    /** Reads to the end, and compares it with what it says of itself; the digest. */
    public String digest() throws IOException {
        while (next.isPresent()) {
            advance();
        }
        String[] words = end.split(" ", -1);
        String hex = HexFormat.of().formatHex(digest.digest());
        boolean whole = words.length == 3 && words[1].equals(Long.toString(count)) && words[2].equals(hex);
        if (!whole || in.read() >= 0) {
            throw new Damaged("it was changed or cut off after it was written");
        }
        return hex;
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Entry next() {
        Entry entry = next.orElseThrow(NoSuchElementException::new);
        try {
            advance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entry;
    }

    private void advance() throws IOException {
        String line = raw();
        if (line.startsWith(BaselineWriter.END + " ")) {
            end = line;
            next = Optional.empty();
            return;
        }
        update(line);
        Entry entry = entry(line);
        if (count > 0 && Entry.compare(last, entry.key()) >= 0) {
            throw new Damaged("its lines are not in order");
        }
        last = entry.key();
        count++;
        next = Optional.of(entry);
    }

    private static Entry entry(String line) {
        String[] parts = line.split("\t", -1);
        SortedMap<String, String> facts = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] fact = parts[i].split("=", 2);
            facts.put(fact[0], fact.length == 2 ? fact[1] : "");
        }
        return new Entry(parts[0], facts);
    }

    private String line() throws IOException {
        String line = raw();
        update(line);
        return line;
    }

    private void update(String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String raw() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST) {
                throw new Damaged("it ends in the middle");
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
