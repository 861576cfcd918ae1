package org.hubwarden.host.linux.leaving;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.linux.posix.FileStat;

/** What one person owns elsewhere: a line for each file, and a sentence about all of them, without which the list is none. */
final class OwnedFileList {

    /** What follows the name of a list for the sentence. */
    static final String SENTENCE = ".sentence";

    private static final int NAMED = 5;
    private static final int LONGEST_NAME = 200;

    /** So many lines take 100 MB; what there is beyond is counted. */
    private static final long MOST = 1_000_000;

    private final Path file;
    private final BufferedWriter out;
    private final List<String> first = new ArrayList<>();
    private final List<String> dangers = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private long count;
    private long taken;
    private long left;

    /** Whether whoever runs it would have had the owner's rights. */
    enum Danger {
        NONE,
        /** It did, and does not any more. */
        TAKEN,
        /** It still does. */
        LEFT
    }

    OwnedFileList(Path file) throws IOException {
        this.file = file;
        Files.deleteIfExists(sentence());
        this.out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
    }

    private Path sentence() {
        return file.resolveSibling(file.getFileName() + SENTENCE);
    }

    /** {@code why}: a danger could not be taken away. */
    void add(FileStat stat, String path, Danger danger, String why) throws IOException {
        count++;
        String shown = shown(path);
        if (first.size() < NAMED) {
            first.add(shown);
        }
        taken += danger == Danger.TAKEN ? 1 : 0;
        left += danger == Danger.LEFT ? 1 : 0;
        if (danger == Danger.LEFT && dangers.size() < NAMED) {
            dangers.add(shown + " (" + TarText.escape(why) + ")");
        }
        if (count <= MOST) {
            out.write("%d:%d %06o %d %s%n"
                    .formatted(stat.uid(), stat.gid(), stat.mode(), stat.size(), TarText.escape(path)));
        }
    }

    private static String shown(String path) {
        String shown = TarText.escape(path);
        return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) + "..." : shown;
    }

    void unseen(String path, String why) throws IOException {
        out.write("# not looked at: " + TarText.escape(path + ": " + why) + "\n");
        if (unseen.size() < NAMED) {
            unseen.add(shown(path));
        }
    }

    /** Only now it counts. */
    void end() throws IOException {
        out.close();
        ArchiveFile.sync(file);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, text(), StandardCharsets.US_ASCII);
        ArchiveFile.sync(partial);
        Files.move(partial, sentence(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        ArchiveFile.sync(file.resolveSibling("."));
    }

    private String text() {
        List<String> parts = new ArrayList<>();
        parts.add(
                count == 0
                        ? "no file"
                        : count
                                + (count == 1 ? " file: " : " files: ")
                                + String.join(", ", first)
                                + (count > first.size() ? " and others, all in " + file : ", see " + file));
        if (taken > 0) {
            parts.add("the set-uid or set-gid bit was taken off " + taken);
        }
        if (left > 0) {
            parts.add("it could NOT be taken off " + left + ": " + String.join(", ", dangers));
        }
        if (!unseen.isEmpty()) {
            parts.add("not looked at: " + String.join(", ", unseen));
        }
        return String.join("; ", parts);
    }
}
