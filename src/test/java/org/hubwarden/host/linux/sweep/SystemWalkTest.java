package org.hubwarden.host.linux.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sweeper;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.model.Sha256;
import org.hubwarden.observed.Mount;
import org.hubwarden.sweep.Coverage;
import org.hubwarden.sweep.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A walk tells everything in order, follows nothing, and waits for nothing. */
class SystemWalkTest {

    @TempDir
    private Path tree;

    @BeforeEach
    void directories() throws IOException {
        Files.createDirectories(tree.resolve("etc/cron.d"));
        Files.createDirectories(tree.resolve("srv/data"));
    }

    private Map<String, Entry> walk(String... only) throws HostFailure {
        LinuxSweeper sweeper =
                new LinuxSweeper(Root.tree(tree), new Waits(InstantSource.system()), Duration.ofMinutes(2));
        List<Entry> all = new ArrayList<>();
        sweeper.walk(new Sweeper.Scope(Coverage.of(Set.of()), Set.of(only)), entries -> {
            entries.forEachRemaining(all::add);
            return true;
        });
        assertEquals(all, List.copyOf(new TreeSet<>(all)), "in order, and each once");
        return all.stream().collect(Collectors.toMap(Entry::key, entry -> entry, (a, b) -> a, TreeMap::new));
    }

    private static String fact(Map<String, Entry> found, String key, String fact) {
        return Objects.requireNonNull(found.get(key), key).fact(fact);
    }

    private void run(String... command) throws IOException, InterruptedException {
        assertEquals(
                0, new ProcessBuilder(command).directory(tree.toFile()).start().waitFor());
    }

    @Test
    void filesAreToldWithTheirDigest() throws Exception {
        Files.writeString(tree.resolve("etc/cron.d/job"), "x");
        Files.createSymbolicLink(tree.resolve("etc/away"), Path.of("/etc/shadow"));
        Map<String, Entry> found = walk();
        assertEquals(Sha256.hex("x".getBytes(StandardCharsets.UTF_8)), fact(found, "/etc/cron.d/job", "sha256"));
        assertEquals("/etc/shadow", fact(found, "/etc/away", "to"));
        assertEquals("d", fact(found, "/etc/cron.d", "type"));
    }

    @Test
    void elsewhereOnlyWhatGivesRightsIsTold() throws Exception {
        Files.writeString(tree.resolve("srv/data/plain"), "x");
        Path special = Files.writeString(tree.resolve("srv/data/special"), "x");
        assertEquals(Set.of("/etc", "/etc/cron.d"), walk().keySet());
        Files.setPosixFilePermissions(special, PosixFilePermissions.fromString("rwxr-xr-x"));
        run("chmod", "4755", special.toString());
        assertEquals("4755", fact(walk(), "/srv/data/special", "mode"));
    }

    @Test
    void nothingIsOpenedThatCouldHang() throws Exception {
        run("mkfifo", "etc/pipe");
        assertEquals("FIFO", fact(walk(), "/etc/pipe", "type"));
    }

    @Test
    void namesThatAreNoTextAreTold() throws Exception {
        run("sh", "-c", "touch \"$(printf 'etc/a\\377 b%%')\" \"$(printf 'etc/new\\nline')\"");
        Set<String> found = walk().keySet();
        assertTrue(found.contains("/etc/a%FF%20b%25"), found.toString());
        assertTrue(found.contains("/etc/new%0Aline"), found.toString());
    }

    @Test
    void aTreeWithoutAnEndIsCutOffAndSaid() throws Exception {
        run("sh", "-c", "cd srv; i=0; while [ $i -lt 600 ]; do mkdir d && cd d || exit 1; i=$((i+1)); done");
        assertEquals(
                1,
                walk().values().stream().filter(e -> !e.fact("error").isEmpty()).count());
    }

    @Test
    void onlyWhatWasAskedForIsTold() throws Exception {
        Files.writeString(tree.resolve("etc/cron.d/job"), "x");
        Files.writeString(tree.resolve("etc/cron.dx"), "x");
        assertEquals(
                Set.of("/etc/cron.d", "/etc/cron.d/job"), walk("/etc/cron.d").keySet());
    }

    @Test
    void mountsAreReadAsTheKernelWritesThem() {
        List<Mount> mounts =
                Mount.parse("36 35 98:0 /sub /mnt\\040x rw,noatime master:1 - ext3 /dev/root rw\nbroken\n");
        assertEquals(List.of(new Mount("98:0", "/sub", "/mnt\\040x", "ext3", "/dev/root", List.of("rw"))), mounts);
        assertEquals("/mnt x", mounts.get(0).path());
    }
}
