package org.hubwarden.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a container leaves on this machine: mounts in any mount namespace, cgroups, processes, directories. */
final class Traces {

    private Traces() {}

    /** Everything that still bears the name of a container. */
    static List<String> of(String name) {
        List<String> found = new ArrayList<>();
        for (String place : List.of("systemd", "unified", "")) {
            addIfThere(found, Path.of("/sys/fs/cgroup", place, name));
        }
        addIfThere(found, Path.of("/var/cache/hubwarden-tests/mnt", name));
        addIfThere(found, Path.of("/run/systemd/nspawn/propagate", name));
        processes().forEach(process -> {
            for (String file : List.of("cgroup", "mountinfo", "cmdline")) {
                if (text(process.resolve(file)).contains(name)) {
                    found.add(process.resolve(file).toString());
                }
            }
        });
        return found;
    }

    private static void addIfThere(List<String> found, Path path) {
        if (Files.exists(path)) {
            found.add(path.toString());
        }
    }

    private static List<Path> processes() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The process ended while we looked.
            return "";
        }
    }
}
