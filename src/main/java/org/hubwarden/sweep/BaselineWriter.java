package org.hubwarden.sweep;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes a baseline: a line for each entry, between a header and a line with their number and the SHA-256 of everything before that
 * line. Entries come in their order, and none is kept in memory.
 */
public final class BaselineWriter {

    static final String TITLE = "hubwarden-baseline 1";
    static final String BODY = "--";
    static final String END = "end";

    private final OutputStream out;
    private final MessageDigest digest = Digests.sha256();
    private String last = "";
    private long count;

    /** Writes the header. The stream is the caller's to close. */
    public BaselineWriter(OutputStream out, BaselineHeader header) throws IOException {
        this.out = out;
        line(TITLE);
        line("taken " + header.taken());
        line("machine " + Escape.text(header.machine()));
        line("hubwarden " + Escape.text(header.hubwarden()));
        for (String holder : header.holders()) {
            line("holder " + Escape.text(holder));
        }
        line(BODY);
    }

    /**
     * Writes an entry.
     *
     * @throws IllegalArgumentException when it does not come after the one before
     */
    public void write(Entry entry) throws IOException {
        if (count > 0 && Entry.compare(last, entry.key()) >= 0) {
            throw new IllegalArgumentException(entry.key() + " does not come after " + last);
        }
        StringBuilder line = new StringBuilder(entry.key());
        for (Map.Entry<String, String> fact : entry.facts().entrySet()) {
            line.append('\t').append(fact.getKey()).append('=').append(fact.getValue());
        }
        line(line.toString());
        last = entry.key();
        count++;
    }

    /** Writes the end; the digest, 64 hex digits. */
    public String end() throws IOException {
        String hex = HexFormat.of().formatHex(digest.digest());
        out.write((END + " " + count + " " + hex + "\n").getBytes(StandardCharsets.US_ASCII));
        return hex;
    }

    private void line(String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.US_ASCII);
        digest.update(bytes);
        out.write(bytes);
    }
}
