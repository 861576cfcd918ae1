package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.DeepRemoval;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * Brings a home back out of its archive: beside its place, in a directory that is root's, and into its place once it was compared
 * with the archive.
 */
final class HomeReturn {

    private static final FileName STAGED = FileName.of("home");

    private final String home;
    private final ArchiveFile archive;

    HomeReturn(String home, ArchiveFile archive) {
        this.home = home;
        this.archive = archive;
    }

    void run() throws IOException, HostFailure, InterruptedException, SystemCallFailure {
        if (Files.exists(Path.of(home), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        archive.requireWhole();
        FilePath path = FilePath.parse(home);
        FileName staging = FileName.of(".hubwarden-restore-" + path.name().latin());
        try (Descriptor parent = new MachineRoot(Path.of("/")).open(MachineRoot.names(path.parent()))) {
            removeIfThere(parent, staging);
            parent.makeDirectory(staging, 0700);
            try (Descriptor stage = parent.openDirectory(staging)) {
                stage.makeDirectory(STAGED, 0700);
                try (Descriptor top = stage.openDirectory(STAGED)) {
                    fill(top);
                }
                stage.syncFileSystem();
                stage.moveTo(STAGED, parent, path.name());
            }
            parent.removeDirectory(staging);
            parent.sync();
        }
    }

    private void fill(Descriptor top) throws IOException, HostFailure, InterruptedException, SystemCallFailure {
        ArchiveFile.read(archive.path(), stream -> new HomeExtraction(stream).run(top));
        HomeComparison comparison = new HomeComparison(home, 0, Writer.nullWriter(), Writer.nullWriter());
        ArchiveFile.read(archive.path(), stream -> comparison.run(top, stream));
    }

    private static void removeIfThere(Descriptor parent, FileName name) throws SystemCallFailure, HostFailure {
        try {
            DeepRemoval.remove(parent, name);
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.ENOENT)) {
                throw failure;
            }
        }
    }
}
