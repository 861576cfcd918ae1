package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hubwarden.host.AccountFiles;
import org.hubwarden.host.Doors;
import org.hubwarden.host.Homes;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.HubName;
import org.hubwarden.reconcile.PassResult.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that is asked for while a pass hangs: it waits for nothing but the account files. */
class OnDemandAccountsTest {

    private static final String CLASS = "version: 1\nusers: [alice, bob]\naccounts: on_demand\n";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    /** Where passes stop, once it is armed: who comes there says so and waits to be let on. */
    private static final class Gate {

        private final Semaphore arrived = new Semaphore(0);
        private final Semaphore leave = new Semaphore(0);
        private volatile boolean isArmed;

        void pass() throws InterruptedException {
            if (isArmed) {
                isArmed = false;
                arrived.release();
                leave.acquire();
            }
        }
    }

    private final Gate looking = new Gate();
    private final Gate beginning = new Gate();
    private final Gate writing = new Gate();
    private final Semaphore waiting = new Semaphore(0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TreeMachine machine;
    private Reconciler passes;
    private OnDemandAccounts accounts;
    private Census census;

    @BeforeEach
    void converge() throws Exception {
        machine = new TreeMachine(directory);
        machine.state(CLASS);
        Doors doors = machine.doors(this::watched);
        Homes slow = proxy(Homes.class, doors.homes(), "look", looking::pass, () -> {});
        Doors ofPasses = doors.with(doors.ledger(), doors.passLock(), slow, doors.trail());
        Latecomers latecomers = new Latecomers(ofPasses, machine.homes(), machine.trailOnDemand());
        passes = Reconciler.withMemory(latecomers, InstantSource.system());
        accounts = new OnDemandAccounts(latecomers, threads);
        PassResult first = pass();
        assertEquals(Verdict.CONVERGED, first.verdict(), first::toString);
        census = Census.of(first);
    }

    @AfterEach
    void end() {
        for (Gate gate : List.of(looking, beginning, writing)) {
            gate.leave.release();
        }
        threads.shutdownNow();
    }

    private AccountFiles watched(AccountFiles files) {
        Step before = () -> {
            waiting.release();
            beginning.pass();
        };
        return proxy(AccountFiles.class, files, "begin", before, writing::pass);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** The same door, where something is done before and after one of its methods. */
    private static <T> T proxy(Class<T> type, T door, String method, Step before, Step after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
            boolean isMeant = called.getName().equals(method);
            if (isMeant) {
                before.run();
            }
            try {
                Object answer = called.invoke(door, given);
                if (isMeant) {
                    after.run();
                }
                return answer;
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }

    private PassResult pass() {
        return passes.pass(passes.readStateFile(), Duration.ofSeconds(2), outcome -> {}, () -> false);
    }

    private CompletableFuture<PassResult> hangingPass(Gate gate) throws InterruptedException {
        gate.isArmed = true;
        CompletableFuture<PassResult> pass = CompletableFuture.supplyAsync(this::pass, threads);
        assertTrue(gate.arrived.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the pass gets there");
        return pass;
    }

    private CompletableFuture<Optional<Footing>> ask(String name) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return accounts.make(new HubName(name), census);
                    } catch (HostFailure failure) {
                        throw new AssertionError(failure.sentence(), failure);
                    }
                },
                threads);
    }

    private static <T> T end(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void nothingIsLost(String... accounts) throws Exception {
        assertEquals(0, pass().outcomes().size());
        for (String account : accounts) {
            assertEquals(
                    1,
                    machine.text("/etc/passwd")
                            .lines()
                            .filter(line -> line.startsWith(account + ":"))
                            .count());
            assertTrue(machine.text("/var/lib/hubwarden/ledger.json").contains(account));
            assertTrue(Files.isDirectory(machine.path("/home/" + account)));
        }
    }

    @Test
    void aPassThatHangsWhileItLooksIsNotWaitedFor() throws Exception {
        CompletableFuture<PassResult> pass = hangingPass(looking);
        assertInstanceOf(Footing.Ready.class, end(ask("bob")).orElseThrow());
        assertFalse(pass.isDone());
        assertTrue(machine.text("/etc/passwd").contains("jupyter-bob:x:"));
        looking.leave.release();
        PassResult result = end(pass);
        assertEquals(Verdict.CONVERGED, result.verdict(), result::toString);
        nothingIsLost("jupyter-bob");
    }

    /** The ledger that the pass writes then is of a time when they were not there. */
    @Test
    void whoComesInAfterAPassLookedIsNotLostByIt() throws Exception {
        machine.state(CLASS + "admins: [dana]\n");
        CompletableFuture<PassResult> pass = hangingPass(beginning);
        assertInstanceOf(Footing.Ready.class, end(ask("bob")).orElseThrow());
        assertFalse(pass.isDone());
        beginning.leave.release();
        PassResult result = end(pass);
        assertEquals(Verdict.CONVERGED, result.verdict(), result::toString);
        nothingIsLost("jupyter-bob", "jupyter-dana");
    }

    @Test
    void aTransactionOfAPassIsWaitedForAndNothingElseOfIt() throws Exception {
        machine.state(CLASS + "admins: [dana]\n");
        CompletableFuture<PassResult> pass = hangingPass(writing);
        waiting.drainPermits();
        CompletableFuture<Optional<Footing>> bob = ask("bob");
        assertTrue(waiting.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS), "bob's account wants the lock");
        assertFalse(bob.isDone());
        assertFalse(machine.text("/etc/passwd").contains("jupyter-bob:x:"));
        looking.isArmed = true;
        writing.leave.release();
        assertInstanceOf(Footing.Ready.class, end(bob).orElseThrow(), "while the pass hangs further on");
        assertFalse(pass.isDone());
        assertTrue(looking.arrived.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        looking.leave.release();
        PassResult result = end(pass);
        assertEquals(Verdict.CONVERGED, result.verdict(), result::toString);
        nothingIsLost("jupyter-bob", "jupyter-dana");
    }
}
