package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The real disk. Extended attributes are not copied: java.nio reaches none but {@code user.*}. */
public final class NioDisk implements Disk {

    /** Memory for larger ones is taken from the system and cleared each time: see packaging/hubwarden. */
    private static final int PIECE = 64 * 1024;

    @Override
    public void create(Path file, Stamp stamp) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .close();
        if (stamp.owner().isPresent()) {
            set(file, "unix:uid", (int) stamp.owner().get().uid());
            set(file, "unix:gid", (int) stamp.owner().get().gid());
        }
        set(file, "unix:mode", stamp.mode());
    }

    private static void set(Path file, String attribute, int value) throws IOException {
        Files.setAttribute(file, attribute, value, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void fill(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            for (int at = 0; at < content.length; ) {
                at += channel.write(ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at)));
            }
        }
    }

    @Override
    public void flush(List<Path> files) throws IOException {
        List<CompletableFuture<Void>> others = files.stream()
                .skip(1)
                .map(file -> CompletableFuture.runAsync(() -> flushUnchecked(file), task -> new Thread(task).start()))
                .toList();
        try {
            if (!files.isEmpty()) {
                flush(files.get(0));
            }
        } finally {
            await(others);
        }
    }

    private static void await(List<CompletableFuture<Void>> flushes) throws IOException {
        try {
            CompletableFuture.allOf(flushes.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e);
        }
    }

    private static void flushUnchecked(Path file) {
        try {
            flush(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    @Override
    public void link(Path name, Path file) throws IOException {
        Files.createLink(name, file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
