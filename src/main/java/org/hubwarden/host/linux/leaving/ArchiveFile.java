package org.hubwarden.host.linux.leaving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.sweep.Digests;

/**
 * The archive of a home, and the small files beside it.
 *
 * @param path where it is once it is whole
 */
record ArchiveFile(Path path) {

    static final String ENDING = ".tar.zst";

    private static final int PIECE = 256 * 1024;

    /** A file beside it. */
    enum Beside {
        /** It, until it is whole. */
        PARTIAL(".partial"),
        /** What it holds, a line for each file. */
        LIST(".list"),
        /** Files of others that have a name in the home as well. */
        LINKS(".links"),
        /** Its SHA-256. */
        SUM(".sha256"),
        /** As old as the beginning of the packing. */
        BEGUN(".begun"),
        /** There while the home is being removed: from then on some of it is in the archive only. */
        REMOVING(".removing");

        private final String ending;

        Beside(String ending) {
            this.ending = ending;
        }
    }

    static ArchiveFile named(String file) {
        return new ArchiveFile(Path.of(HomeArchives.DIRECTORY).resolve(file));
    }

    Path beside(Beside what) {
        return path.resolveSibling(path.getFileName() + what.ending);
    }

    boolean has(Beside what) {
        return Files.exists(beside(what));
    }

    void make(Beside what) throws IOException {
        Files.createFile(beside(what));
    }

    void drop(Beside what) throws IOException {
        Files.deleteIfExists(beside(what));
    }

    /** Something done with what an archive holds. */
    interface Reading {
        void read(TarStream stream) throws IOException, SystemCallFailure, HostFailure;
    }

    /** Reads one to its end; that nothing of it was damaged is known only after that. */
    static void read(Path file, Reading reading)
            throws IOException, InterruptedException, SystemCallFailure, HostFailure {
        Process zstd = new ProcessBuilder("/usr/bin/zstd", "--decompress", "--stdout", "--quiet")
                .redirectInput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream in = new BufferedInputStream(zstd.getInputStream(), PIECE)) {
            reading.read(new TarStream(in));
            in.transferTo(OutputStream.nullOutputStream());
            int status = zstd.waitFor();
            if (status != 0) {
                throw new IOException(file + " cannot be read: zstd ended with status " + status);
            }
        } finally {
            zstd.destroyForcibly();
        }
    }

    /** What its SHA-256 is written as. */
    String sumOf(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest()) + "  " + path.getFileName();
    }

    /** It is as it was when it was compared with the home. */
    void requireWhole() throws IOException, HostFailure {
        String stated = Files.readString(beside(Beside.SUM)).strip();
        if (!stated.equals(sumOf(path))) {
            throw new HostFailure(path + " is not what it was, by its SHA-256; nothing was changed");
        }
    }

    /** Makes a file or the directory durable. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
