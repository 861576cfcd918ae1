package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.host.linux.posix.FileExtras;

/**
 * A header block of tar(1) in the form of POSIX, with what the extended header before it says better.
 *
 * @param block its bytes as chars
 * @param better what was said before, by keyword
 */
record TarHeader(String block, Map<String, String> better) {

    static final int SIZE = 512;

    private static final String ATTRIBUTE = "SCHILY.xattr.";

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;

    static TarHeader of(byte[] block, Map<String, String> better) throws IOException {
        TarHeader header = new TarHeader(new String(block, StandardCharsets.ISO_8859_1), better);
        if (!header.block.startsWith("ustar\0", 257) || header.sum() != header.octal(CHECKSUM, 8)) {
            throw new IOException("the archive is damaged, or of another program than tar");
        }
        return header;
    }

    /** Two blocks like this end an archive. */
    static boolean isEnd(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The checksum's own field counts as blanks. */
    private long sum() {
        long sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM_END ? ' ' : block.charAt(i);
        }
        return sum;
    }

    private String field(int from, int size) {
        return block.substring(from, from + size);
    }

    private long octal(int from, int size) throws IOException {
        return TarText.octal(field(from, size));
    }

    private long number(String keyword, int from, int size) throws IOException {
        String said = better.get(keyword);
        return said == null ? octal(from, size) : TarText.decimal(said);
    }

    private String text(String keyword, int from, int size) {
        String said = better.get(keyword);
        return said == null ? TarText.name(field(from, size)) : said;
    }

    char type() {
        return block.charAt(156);
    }

    /** How many bytes follow in the archive. */
    long stored() throws IOException {
        return number("size", 124, 12);
    }

    /** Whether what follows begins with a list of where the pieces belong. */
    boolean isSparse() {
        return better.containsKey("GNU.sparse.major");
    }

    TarMember member() throws IOException {
        String modified = better.get("mtime");
        return new TarMember(
                below(path()),
                type(),
                (int) octal(100, 8),
                number("uid", 108, 8),
                number("gid", 116, 8),
                modified == null ? octal(136, 12) * 1_000_000_000L : TarText.nanos(modified),
                isSparse() ? TarText.decimal(better.getOrDefault("GNU.sparse.realsize", "")) : stored(),
                type() == TarMember.HARD_LINK ? below(text("linkpath", 157, 100)) : text("linkpath", 157, 100),
                attributes());
    }

    private String path() {
        if (isSparse()) {
            return better.getOrDefault("GNU.sparse.name", "");
        }
        String prefix = better.containsKey("path") ? "" : TarText.name(field(345, 155));
        String path = text("path", 0, 100);
        return prefix.isEmpty() ? path : prefix + "/" + path;
    }

    /** Everything was packed as {@code .}, and no name leads out of that. */
    private static String below(String path) throws IOException {
        String plain = path.equals(".") ? "./" : path;
        String inside = plain.endsWith("/") && plain.length() > 2 ? plain.substring(0, plain.length() - 1) : plain;
        if (!inside.startsWith("./") || leadsElsewhere(inside.substring(1))) {
            throw new IOException("the archive has a path that leads elsewhere: " + TarText.escape(path));
        }
        return inside.substring(2);
    }

    private static boolean leadsElsewhere(String absolute) {
        String closed = absolute + "/";
        return absolute.length() > 1 && (closed.contains("//") || closed.contains("/./") || closed.contains("/../"));
    }

    /** tar escapes two characters of their names. */
    private SortedMap<String, String> attributes() {
        SortedMap<String, String> attributes = new TreeMap<>();
        better.forEach((key, value) -> {
            if (key.startsWith(ATTRIBUTE)) {
                String escaped = key.substring(ATTRIBUTE.length());
                String name = escaped.replace("%3D", "=").replace("%25", "%");
                if (!name.equals(FileExtras.LABEL)) {
                    attributes.put(name, value);
                }
            }
        });
        return attributes;
    }
}
