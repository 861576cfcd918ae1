package org.hubwarden.host.linux.posix;

import java.security.MessageDigest;
import org.hubwarden.sweep.Digests;

/** Digests of files, read piece by piece. Used by one thread. */
public final class FileDigest {

    private static final int PIECE = 256 * 1024;

    /** A file that claims to be larger is not read: it may be sparse, and take for ever. */
    private static final long LARGEST = 64L << 30;

    private final byte[] buffer = new byte[PIECE];
    private final Runnable step;

    /** {@code step} is run for each piece. */
    public FileDigest(Runnable step) {
        this.step = step;
    }

    public byte[] sha256(Descriptor directory, FileName name) throws SystemCallFailure {
        return of(directory, name, Digests.sha256());
    }

    public byte[] md5(Descriptor directory, FileName name) throws SystemCallFailure {
        return of(directory, name, Digests.md5());
    }

    /** Of nothing where it is no regular file any more. */
    private byte[] of(Descriptor directory, FileName name, MessageDigest digest) throws SystemCallFailure {
        try (Descriptor file = directory.openFile(name)) {
            FileStat stat = file.stat();
            if (!stat.isRegular() || stat.size() > LARGEST) {
                return new byte[0];
            }
            for (int size = file.readInto(buffer); size > 0; size = file.readInto(buffer)) {
                digest.update(buffer, 0, size);
                step.run();
            }
            return digest.digest();
        }
    }
}
