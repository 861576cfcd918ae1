package org.hubwarden.host.linux.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.sweep.Entry;

/**
 * What is missing in the middle of the journal. journald numbers all entries, and removes files from the oldest on: where numbers are missing
 * between two files, somebody else took one away. See systemd's JOURNAL_FILE_FORMAT for where a file says its numbers.
 */
final class JournalGaps {

    private static final Path DIRECTORY = Path.of("/var/log/journal");
    private static final byte[] SIGNATURE = "LPKSHHRH".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 208;
    private static final int SEQUENCE = 72;
    private static final int LAST_NUMBER = 160;
    private static final int FIRST_NUMBER = 168;
    private static final int FIRST_TIME = 184;
    private static final int LAST_TIME = 192;

    private JournalGaps() {}

    /**
     * The numbers of one file.
     *
     * @param sequence which numbering; journald begins another with a new journal
     * @param system whether it is of the system, not of one user
     * @param from microseconds since 1970, as {@code to}
     */
    record Span(String sequence, boolean system, long first, long last, long from, long to) {}

    static List<Entry> look() {
        List<Entry> entries = new ArrayList<>();
        for (String machine : SystemState.names(DIRECTORY)) {
            gaps(spans(DIRECTORY.resolve(machine)))
                    .forEach(gap -> entries.add(Entry.state("journal", machine + ": " + gap, "missing")));
        }
        return entries;
    }

    /** When the oldest entry was written that is still there. */
    static Optional<Instant> begins() {
        return SystemState.names(DIRECTORY).stream()
                .flatMap(machine -> spans(DIRECTORY.resolve(machine)).stream())
                .min(Comparator.comparingLong(Span::from))
                .map(span -> Instant.ofEpochSecond(span.from() / 1_000_000));
    }

    private static List<Span> spans(Path directory) {
        return SystemState.names(directory).stream()
                .filter(name -> name.contains(".journal"))
                .flatMap(name -> span(directory.resolve(name), name.startsWith("system")).stream())
                .toList();
    }

    /** Phrases. Users' files have numbers of the same row, and are removed with the system's of their time. */
    static List<String> gaps(List<Span> spans) {
        Map<String, List<Span>> rows = spans.stream().collect(Collectors.groupingBy(Span::sequence));
        if (rows.size() != 1) {
            // One row may have gone on where the other was, and nothing is sure.
            return List.of();
        }
        List<Span> system = spans.stream()
                .filter(Span::system)
                .sorted(Comparator.comparingLong(Span::first))
                .toList();
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < system.size(); i++) {
            Span before = system.get(i - 1);
            Span after = system.get(i);
            long first = before.last() + 1;
            if (first < after.first() && spans.stream().noneMatch(s -> s.first() <= first && s.last() >= first)) {
                gaps.add("entries " + first + " to " + (after.first() - 1) + ", of the time between "
                        + time(before.to()) + " and " + time(after.from()));
            }
        }
        return gaps;
    }

    private static String time(long microseconds) {
        return Instant.ofEpochSecond(microseconds / 1_000_000).toString();
    }

    private static Optional<Span> span(Path file, boolean system) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            int read = 0;
            while (read >= 0 && header.hasRemaining()) {
                read = channel.read(header);
            }
        } catch (IOException gone) {
            return Optional.empty();
        }
        byte[] signature = new byte[SIGNATURE.length];
        byte[] sequence = new byte[16];
        header.get(0, signature).get(SEQUENCE, sequence);
        boolean none = header.getLong(FIRST_NUMBER) == 0 || !Arrays.equals(signature, SIGNATURE);
        return none
                ? Optional.empty()
                : Optional.of(new Span(
                        HexFormat.of().formatHex(sequence),
                        system,
                        header.getLong(FIRST_NUMBER),
                        header.getLong(LAST_NUMBER),
                        header.getLong(FIRST_TIME),
                        header.getLong(LAST_TIME)));
    }
}
