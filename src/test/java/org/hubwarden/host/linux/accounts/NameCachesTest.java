package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hubwarden.host.linux.files.MachineTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is told that the account files changed. */
@Timeout(120)
class NameCachesTest {

    @TempDir
    Path directory;

    private MachineTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = MachineTree.in(directory);
    }

    @Test
    void cachesAreToldOnlyWhereTheyRun() throws Exception {
        Set<AccountFile> both = EnumSet.of(AccountFile.GROUP, AccountFile.PASSWD);
        for (String program : List.of("nscd", "sss_cache", "restorecon")) {
            Files.createDirectories(tree.path("/usr/sbin"));
            tree.write("/usr/sbin/" + program, "", "rwxr-xr-x");
        }
        assertEquals(List.of(), NameCaches.commands(tree.root(), both));
        for (String sign : List.of("/run/nscd/socket", "/var/lib/sss/pipes/nss", "/sys/fs/selinux/enforce")) {
            Files.createDirectories(tree.path(sign));
        }
        String bin = tree.path("/usr/sbin").toString();
        assertEquals(
                List.of(
                        List.of(bin + "/nscd", "-i", "passwd"),
                        List.of(bin + "/nscd", "-i", "group"),
                        List.of(bin + "/sss_cache", "-U", "-G"),
                        List.of(bin + "/restorecon", "/etc/group", "/etc/group-", "/etc/passwd", "/etc/passwd-")),
                NameCaches.commands(tree.root(), both));
        assertEquals(List.of(), NameCaches.commands(tree.root(), Set.of()));
    }
}
