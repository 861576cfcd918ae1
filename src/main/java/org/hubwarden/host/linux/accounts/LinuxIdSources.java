package org.hubwarden.host.linux.accounts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.IdSources;
import org.hubwarden.host.linux.files.RememberedFile;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.IdBlock;

/**
 * login.defs(5), subuid(5) and subgid(5) in {@code /etc} of a root. A file that is missing says nothing. One that is the same
 * is not read again. Thread-safe.
 */
public final class LinuxIdSources implements IdSources {

    private static final String LOGIN_DEFS = "/etc/login.defs";
    private static final long LIMIT = 64L << 20;

    // As shadow's lib/getdef.c takes a line apart.
    private static final Pattern SETTING = Pattern.compile("\\s*([A-Z_]+)[ \\t\"]+([^\"\\s]+).*");

    private final Root root;
    private final RememberedFile<IdRange> loginDefs = new RememberedFile<>(LIMIT);
    private final RememberedFile<List<IdBlock>> subuid = new RememberedFile<>(LIMIT);
    private final RememberedFile<List<IdBlock>> subgid = new RememberedFile<>(LIMIT);
    private List<IdBlock> lastBlocks = List.of();

    /** For the machine or a tree. */
    public LinuxIdSources(Root root) {
        this.root = root;
    }

    @Override
    public IdRange loginDefs() throws HostFailure {
        return loginDefs.read(root.locate(LOGIN_DEFS), this::range);
    }

    private IdRange range(byte[] content) throws HostFailure {
        List<String> lines = lines(content).toList();
        long min = setting(lines, "UID_MIN", 1000);
        long max = setting(lines, "UID_MAX", 60000);
        try {
            return new IdRange(min, max);
        } catch (IllegalArgumentException e) {
            throw new HostFailure(
                    root.at(LOGIN_DEFS) + " gives UID_MIN " + min + " and UID_MAX " + max
                            + ", which is no range of ids. Put it right, or write ids: {min: 1000, max: 59999} in the state file.",
                    e);
        }
    }

    @Override
    public synchronized List<IdBlock> subordinate() throws HostFailure {
        List<IdBlock> blocks = new ArrayList<>(subuid.read(root.locate("/etc/subuid"), LinuxIdSources::blocks));
        blocks.addAll(subgid.read(root.locate("/etc/subgid"), LinuxIdSources::blocks));
        if (!blocks.equals(lastBlocks)) {
            lastBlocks = List.copyOf(blocks);
        }
        return lastBlocks;
    }

    private static List<IdBlock> blocks(byte[] content) {
        return lines(content).flatMap(l -> block(l).stream()).toList();
    }

    private static Stream<String> lines(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).lines();
    }

    // The last one counts, as in shadow.
    private long setting(List<String> lines, String name, long otherwise) throws HostFailure {
        long value = otherwise;
        for (String line : lines) {
            Matcher matcher = SETTING.matcher(line);
            if (matcher.matches() && matcher.group(1).equals(name)) {
                String text = matcher.group(2);
                value = number(text)
                        .orElseThrow(() -> new HostFailure(root.at(LOGIN_DEFS) + " gives " + name + " " + text
                                + ", which is no number. Write one there."));
            }
        }
        return value;
    }

    private static Optional<IdBlock> block(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length != 3) {
            return Optional.empty();
        }
        return number(fields[1])
                .flatMap(first -> number(fields[2]).map(count -> new IdBlock(first, count)))
                .filter(b -> b.count() > 0);
    }

    /** A number as strtoul(3) with base 0 reads it: decimal, hexadecimal or octal. Not negative. */
    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.decode(text.strip())).filter(n -> n >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
