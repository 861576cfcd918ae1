package org.hubwarden.host.linux.rights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.linux.files.Chase;
import org.hubwarden.host.linux.files.EffectiveUser;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.AclAttributes;
import org.hubwarden.observed.PosixAcl;
import org.hubwarden.observed.WriteAccess;

/** Who but root can write a file, or put another in its place, by any directory or link on the way to it. */
final class WriteLook {

    private static final int STICKY = 01000;

    private final Root root;
    private final Runnable step;
    private final Set<Path> judged = new HashSet<>();
    private final List<WriteAccess> found = new ArrayList<>();

    /** {@code step} is run for each file, so that one sees whether the file system answers. */
    WriteLook(Root root, Runnable step) {
        this.root = root;
        this.step = step;
    }

    List<WriteAccess> found() {
        return found;
    }

    void at(RunByRoot.Thing thing) {
        step.run();
        try {
            for (Chase.Step one : Chase.of(root, thing.path()).steps()) {
                if (judged.add(one.path())) {
                    judge(one, thing.purpose());
                }
            }
        } catch (IOException unseen) {
            // What cannot be reached from here cannot be run by root either.
            return;
        }
    }

    private void judge(Chase.Step one, String purpose) {
        PathStat stat = one.stat();
        String path = inside(one.path());
        boolean special = !stat.isRegular() && !stat.isDirectory() && !stat.isLink();
        if (!special && stat.uid() != 0 && stat.uid() != owner()) {
            found.add(new WriteAccess(path, purpose, WriteAccess.By.OWNER, stat.uid()));
        }
        if (!stat.isRegular() && !stat.isDirectory()) {
            return;
        }
        Optional<PosixAcl> acl = AclAttributes.access(one.path());
        int bits = stat.permissions();
        boolean sticky = stat.isDirectory() && (bits & STICKY) != 0;
        if ((bits & 0002) != 0 && !sticky) {
            found.add(new WriteAccess(path, purpose, WriteAccess.By.OTHERS, 0));
        }
        int ofGroup = acl.map(PosixAcl::owningGroupPermissions).orElse(bits >> 3);
        if ((ofGroup & 2) != 0 && !sticky && stat.gid() != 0) {
            found.add(new WriteAccess(path, purpose, WriteAccess.By.GROUP, stat.gid()));
        }
        acl.ifPresent(list -> list.writers()
                .forEach(writer -> found.add(new WriteAccess(
                        path,
                        purpose,
                        writer.isGroup() ? WriteAccess.By.ACL_GROUP : WriteAccess.By.ACL_USER,
                        writer.id()))));
    }

    /** In a tree of somebody's who is not root everything is theirs, and stands for root's. */
    private long owner() {
        return root.isMachine() ? 0 : EffectiveUser.uid();
    }

    private String inside(Path path) {
        return "/" + root.directory().relativize(path);
    }
}
