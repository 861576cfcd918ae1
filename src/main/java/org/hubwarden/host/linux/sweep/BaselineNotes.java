package org.hubwarden.host.linux.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.host.linux.posix.FileName;

/** Short texts in directories beside the baselines: a file for each account. */
final class BaselineNotes {

    private static final long LARGEST = 1 << 20;

    private final Root root;
    private final Disk disk = new NioDisk();

    BaselineNotes(Root root) {
        this.root = root;
    }

    void put(String directory, String name, String text) throws HostFailure {
        root.makeDirectory(FileBaselineStore.DIRECTORY, FileBaselineStore.ROOT_ONLY);
        Path in = root.makeDirectory(directory, FileBaselineStore.ROOT_ONLY);
        Path target = in.resolve(FileName.of(name).text());
        try {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            Draft.replace(disk, in.resolve("." + name + ".draft"), target, content, Stamp.ours(0600));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    void remove(String directory, String name) throws HostFailure {
        Path file = root.locate(directory).resolve(FileName.of(name).text());
        try {
            disk.delete(file);
        } catch (NoSuchFileException absent) {
            return;
        } catch (IOException e) {
            throw IoFault.failure("remove", file, e);
        }
    }

    Optional<String> read(String path) throws HostFailure {
        return FileContent.read(root.locate(path), LARGEST, 2)
                .map(content -> new String(content.bytes(), StandardCharsets.UTF_8));
    }

    /** Without drafts. */
    Set<String> names(String directory) throws HostFailure {
        Set<String> names = allNames(directory);
        names.removeIf(name -> name.startsWith("."));
        return names;
    }

    Set<String> allNames(String directory) throws HostFailure {
        Set<String> names = new TreeSet<>();
        Path path = root.locate(directory);
        if (!Files.isDirectory(path)) {
            return names;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException e) {
            throw IoFault.failure("list", path, e);
        } catch (DirectoryIteratorException e) {
            throw IoFault.failure("list", path, new IOException(e));
        }
        return names;
    }
}
