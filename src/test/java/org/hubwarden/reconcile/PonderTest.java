package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.hubwarden.host.AccountFiles;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.reconcile.PassResult.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is thought in the quiet time is believed by nobody. */
class PonderTest {

    private static final String CLASS = "version: 1\nusers: [alice, bob, carl]\nadmins: [dana]\n";

    @TempDir
    Path directory;

    private TreeMachine machine;
    private Reconciler reconciler;

    @BeforeEach
    void aClass() throws Exception {
        machine = new TreeMachine(directory);
        machine.state(CLASS);
        assertEquals(Verdict.CONVERGED, machine.pass().verdict());
        reconciler = machine.reconciler();
    }

    private StateFileReading saved(String state) throws IOException {
        machine.state(state);
        return reconciler.readStateFile();
    }

    private PassResult pass() {
        return reconciler.pass(reconciler.readStateFile(), Duration.ofSeconds(2), outcome -> {}, () -> false);
    }

    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                all.put(
                        path.toString(),
                        Files.getAttribute(path, "unix:ctime") + " " + Files.getAttribute(path, "unix:ino"));
            }
        }
        return all;
    }

    @Test
    void nothingIsChangedForIt() throws Exception {
        StateFileReading reading = saved(CLASS.replace("carl", "carla"));
        Map<String, String> before = everything();
        reconciler.ponder(reading);
        assertEquals(before, everything());
    }

    @Test
    void halfAListHurtsNobody() throws Exception {
        reconciler.ponder(saved(CLASS.replace(", bob, carl", "")));
        machine.state(CLASS);
        assertEquals(0, pass().outcomes().size());
        reconciler.ponder(saved("version: 1\nusers: [alice"));
        machine.state(CLASS);
        assertEquals(0, pass().outcomes().size());
    }

    @Test
    void whatHappenedSinceIsSeen() throws Exception {
        reconciler.ponder(saved(CLASS.replace("alice", "alice, erin")));
        machine.write("/etc/passwd", machine.text("/etc/passwd") + "guest:x:1005:1005::/home/guest:/bin/sh\n");
        machine.write("/etc/group", machine.text("/etc/group") + "guest:x:1005:\n");
        Files.delete(machine.path("/home/jupyter-bob"));
        PassResult result = pass();
        assertEquals(Verdict.CONVERGED, result.verdict(), result::toString);
        assertTrue(Files.isDirectory(machine.path("/home/jupyter-bob")));
        assertTrue(machine.text("/etc/passwd").contains("jupyter-erin:x:"));
        assertFalse(machine.text("/etc/passwd").contains("jupyter-erin:x:1005:"), "the number is the guest's");
    }

    @Test
    void aFaultIsLeftToThePass() {
        AccountFiles faulty = (AccountFiles) Proxy.newProxyInstance(
                AccountFiles.class.getClassLoader(), new Class<?>[] {AccountFiles.class}, (self, called, given) -> {
                    throw new IllegalStateException("a fault");
                });
        reconciler = new Reconciler(machine.doors(files -> faulty));
        reconciler.ponder(reconciler.readStateFile());
        assertThrows(IllegalStateException.class, this::pass);
    }
}
