package org.hubwarden.host.linux;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Watcher;

/**
 * Watches the directories of the state file, of the account files, of sudoers and of what is set on units with inotify(7). A
 * directory that was replaced is noticed soon after the next wait began, by a thread that may have to wait for a file system.
 * Thread-safe.
 */
public final class DirectoryWatcher implements Watcher {

    private final WatchedPlaces places;
    private final WatchService service;
    private final Bell bell = new Bell();
    private final Semaphore toFollow = new Semaphore(0);
    private final Map<Path, Watched> watched = new ConcurrentHashMap<>();

    /** A directory under watch. */
    private record Watched(WatchKey key, String identity, Set<String> names) {}

    /**
     * Begins to watch. Changes before the first {@link #await} count for it.
     *
     * @param root {@code /}, or the directory given with {@code --root}
     * @param stateFile where the state file is, or will be
     * @throws HostFailure when the machine allows no more watches
     */
    public DirectoryWatcher(Path root, Path stateFile) throws HostFailure {
        this.places = new WatchedPlaces(root, stateFile);
        try {
            this.service = FileSystems.getDefault().newWatchService();
        } catch (IOException failure) {
            throw new HostFailure(
                    "changes cannot be watched: " + failure.getMessage() + "; raise fs.inotify.max_user_instances",
                    failure);
        }
        register();
        start("watcher", this::listen);
        start("watched places", this::follow);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        toFollow.release();
        return bell.await(atMost);
    }

    @Override
    public void wake() {
        bell.wake();
    }

    private void follow() {
        try {
            while (true) {
                toFollow.acquire();
                toFollow.drainPermits();
                if (register()) {
                    bell.ring();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings the watches in line with what is there; true when a directory came, went or was replaced. */
    private boolean register() {
        boolean changed = false;
        Map<Path, Set<String>> now = places.directories();
        for (Map.Entry<Path, Set<String>> place : now.entrySet()) {
            changed |= register(place.getKey(), place.getValue());
        }
        forgetAllBut(now.keySet());
        return changed;
    }

    /** Directories of drop-ins come and go with what is set on units. */
    private void forgetAllBut(Set<Path> directories) {
        watched.values().stream()
                .filter(place -> !directories.contains(place.key().watchable()))
                .forEach(place -> place.key().cancel());
        watched.keySet().retainAll(directories);
    }

    private boolean register(Path directory, Set<String> names) {
        String identity = WatchedPlaces.identity(directory);
        Watched before = watched.get(directory);
        if (before != null && before.identity().equals(identity) && before.key().isValid()) {
            watched.put(directory, new Watched(before.key(), identity, names));
            return false;
        }
        if (before != null) {
            before.key().cancel();
            watched.remove(directory);
        }
        try {
            WatchKey key = directory.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
            watched.put(directory, new Watched(key, identity, names));
            return true;
        } catch (IOException | ClosedWatchServiceException absent) {
            return before != null;
        }
    }

    private void listen() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                WatchKey key = service.take();
                boolean matters = key.pollEvents().stream().anyMatch(event -> matters(key, event));
                if (!key.reset() || matters) {
                    bell.ring();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            bell.ring();
        }
    }

    /** Also an event of a directory that is only about to be noted. */
    private boolean matters(WatchKey key, WatchEvent<?> event) {
        String name = String.valueOf(event.context());
        List<Watched> directories =
                watched.values().stream().filter(w -> w.key().equals(key)).toList();
        return event.kind() == OVERFLOW
                || directories.isEmpty()
                || directories.stream().anyMatch(w -> WatchedPlaces.matters(name, w.names()));
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException failure) {
            bell.ring();
        }
    }
}
