package org.hubwarden.host.linux.leaving;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.leaving.ArchiveFile.Beside;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/** Packs a home: tar does, and then every file of the archive is compared with the home before the archive gets its name. */
final class HomePacking {

    private static final int SHOWN = 500;

    private final String home;
    private final ArchiveFile archive;
    private final long uid;

    HomePacking(String home, ArchiveFile archive, long uid) {
        this.home = home;
        this.archive = archive;
        this.uid = uid;
    }

    void run() throws IOException, HostFailure, InterruptedException, SystemCallFailure {
        if (Files.exists(archive.path())) {
            return;
        }
        try (Descriptor top = new MachineRoot(Path.of("/")).open(MachineRoot.names(home))) {
            HomeObstacles.requireNone(home, top);
            archive.drop(Beside.PARTIAL);
            archive.drop(Beside.BEGUN);
            archive.make(Beside.BEGUN);
            pack(top);
        } finally {
            archive.drop(Beside.PARTIAL);
        }
    }

    private void pack(Descriptor top) throws IOException, HostFailure, InterruptedException, SystemCallFailure {
        Path partial = archive.beside(Beside.PARTIAL);
        tar(partial);
        compare(top, partial);
        Files.writeString(archive.beside(Beside.SUM), archive.sumOf(partial) + "\n");
        for (Beside file : List.of(Beside.PARTIAL, Beside.LIST, Beside.LINKS, Beside.SUM)) {
            ArchiveFile.sync(archive.beside(file));
        }
        Files.move(partial, archive.path(), StandardCopyOption.ATOMIC_MOVE);
        ArchiveFile.sync(Path.of(HomeArchives.DIRECTORY));
    }

    /** Access control lists are among the attributes, with numbers; written as text they would have names. */
    private void tar(Path file) throws IOException, HostFailure, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/tar", "--create", "--file=" + file, "--zstd"));
        command.addAll(List.of("--format=posix", "--numeric-owner", "--xattrs", "--xattrs-include=*", "--sparse"));
        command.addAll(List.of("--one-file-system", "-C", home, "."));
        File disk = new File(HomeArchives.DIRECTORY);
        Programs.Result result = Programs.runWhile(() -> !Reserve.isTouched(disk), command, SHOWN);
        Optional<String> failure = failure(home, result, Reserve.isTouched(disk));
        if (failure.isPresent()) {
            throw new HostFailure(failure.get());
        }
    }

    /** Why there is no archive. One that is finished is one, whoever took the last room meanwhile. */
    static Optional<String> failure(String home, Programs.Result tar, boolean isReserveTouched) {
        if (tar.status() == 0) {
            return Optional.empty();
        }
        if (tar.wasStopped() || isReserveTouched) {
            return Optional.of(Room.NONE);
        }
        return Optional.of("the home " + home + " stays as it is, since tar ended with status " + tar.status() + ": "
                + tar.output());
    }

    private void compare(Descriptor top, Path partial)
            throws IOException, HostFailure, InterruptedException, SystemCallFailure {
        try (Writer list = writer(Beside.LIST);
                Writer links = writer(Beside.LINKS)) {
            HomeComparison comparison = new HomeComparison(home, uid, list, links);
            ArchiveFile.read(partial, stream -> comparison.run(top, stream));
        }
    }

    private Writer writer(Beside file) throws IOException {
        return Files.newBufferedWriter(archive.beside(file), StandardCharsets.ISO_8859_1);
    }
}
