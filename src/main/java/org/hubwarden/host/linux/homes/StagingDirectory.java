package org.hubwarden.host.linux.homes;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hubwarden.host.linux.posix.AclAttributes;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.Libc;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.host.linux.posix.TreeRemoval;

/**
 * A directory beside the homes, which only root can enter, for homes that are not ready. Closing removes it with everything
 * that was not moved out.
 */
final class StagingDirectory implements AutoCloseable {

    private static final String PREFIX = ".hubwarden-";
    private static final Pattern OURS = Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f]{8}");
    /** Those that threads of this process are at work in: none of them was left behind. */
    private static final Set<FileName> IN_USE = ConcurrentHashMap.newKeySet();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Descriptor base;
    private final FileName name;
    private final Descriptor directory;

    private StagingDirectory(Descriptor base, FileName name, Descriptor directory) {
        this.base = base;
        this.name = name;
        this.directory = directory;
    }

    /** Makes one. What the base would hand down, an access control list or a setgid bit, is taken off first. */
    static StagingDirectory make(Descriptor base) throws SystemCallFailure {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        FileName name = FileName.of(PREFIX + HexFormat.of().formatHex(random));
        IN_USE.add(name);
        base.makeDirectory(name, 0700);
        StagingDirectory made = new StagingDirectory(base, name, base.openDirectory(name));
        AclAttributes.remove(made.directory);
        made.directory.changeMode(0700);
        return made;
    }

    /** Removes what a run that was killed left behind: directories with our kind of name that belong to us. */
    static void removeStale(Descriptor base) throws SystemCallFailure {
        FileStat here = base.stat();
        for (FileName name : base.list()) {
            if (name.isHidden()
                    && !IN_USE.contains(name)
                    && OURS.matcher(name.latin()).matches()
                    && isOurs(base.stat(name), here)) {
                TreeRemoval.remove(base, name);
            }
        }
    }

    private static boolean isOurs(FileStat stat, FileStat base) {
        return stat.isDirectory()
                && stat.uid() == (Libc.geteuid() & 0xFFFF_FFFFL)
                && stat.permissions() == 0700
                && !stat.isMountIn(base);
    }

    Descriptor directory() {
        return directory;
    }

    @Override
    public void close() throws SystemCallFailure {
        directory.close();
        try {
            TreeRemoval.remove(base, name);
        } finally {
            IN_USE.remove(name);
        }
    }
}
