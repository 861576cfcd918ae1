package org.hubwarden.host.linux.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileDigest;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.sweep.Escape;
import org.hubwarden.sweep.Packages;

/** dpkg's database and log. Read when somebody asks, and once. Used by one thread. */
final class DpkgPackages implements Packages {

    private static final String INFO = "/var/lib/dpkg/info/";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Path root;
    private final MachineRoot machine;
    private final ZoneId zone;
    private final FileDigest digest;
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Instant> changed = new HashMap<>();
    private final Map<String, Map<String, String>> digests = new HashMap<>();
    private final Map<String, String> conffiles = new HashMap<>();
    private boolean loaded;

    /** {@code step} is run for each file and piece of one. */
    DpkgPackages(Path root, ZoneId zone, Runnable step) {
        this.root = root;
        this.machine = new MachineRoot(root);
        this.zone = zone;
        this.digest = new FileDigest(step);
    }

    @Override
    public Optional<Instant> last() {
        load();
        return changed.values().stream().max(Instant::compareTo);
    }

    @Override
    public Optional<Instant> changed(String name) {
        load();
        return Optional.ofNullable(changed.get(name));
    }

    @Override
    public Optional<String> owner(String path) {
        load();
        return Optional.ofNullable(owners.get(merged(path))).map(DpkgPackages::plain);
    }

    /** Without the architecture. */
    private static String plain(String name) {
        return name.replaceFirst(":.*", "");
    }

    @Override
    public Optional<Origin> of(String path) {
        load();
        if (path.startsWith(INFO)) {
            String file = Escape.latin(path.substring(INFO.length()));
            String name = file.replaceFirst("\\.[^.]*$", "").replaceFirst(":.*", "");
            return Optional.ofNullable(changed.get(name)).map(at -> new Origin(name, Optional.of(at), true));
        }
        String owner = owners.get(merged(path));
        if (owner == null) {
            return Optional.empty();
        }
        String name = plain(owner);
        return Optional.of(new Origin(name, Optional.ofNullable(changed.get(name)), matches(merged(path), owner)));
    }

    private void load() {
        if (!loaded) {
            loaded = true;
            lists();
            log(root.resolve("var/log/dpkg.log.1"));
            log(root.resolve("var/log/dpkg.log"));
            status();
        }
    }

    /** Where {@code /bin} and {@code /lib} are links, packages still write them so. */
    private static String merged(String path) {
        return path.replaceFirst("^/(bin|sbin|lib|lib32|lib64|libx32)/", "/usr/$1/");
    }

    private void lists() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(INFO.substring(1)), "*.list")) {
            files.forEach(list -> {
                String name = String.valueOf(list.getFileName()).replaceFirst("\\.list$", "");
                lines(
                        list,
                        line -> owners.putIfAbsent(
                                merged(Escape.bytes(line.getBytes(StandardCharsets.ISO_8859_1))), name));
            });
        } catch (IOException | DirectoryIteratorException absent) {
            return;
        }
    }

    /** {@code 2026-11-26 10:00:00 status installed NAME:ARCH VERSION}, and the same of what is removed. */
    private void log(Path file) {
        lines(file, line -> {
            String[] words = line.split(" ", -1);
            boolean told = words.length > 4
                    && (List.of("installed", "not-installed", "config-files").contains(words[3])
                            || List.of("upgrade", "install", "remove", "purge").contains(words[2]));
            if (told) {
                String name = words[2].equals("status") ? words[4] : words[3];
                time(words[0] + " " + words[1]).ifPresent(at -> changed.put(name.replaceFirst(":.*", ""), at));
            }
        });
    }

    private Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).atZone(zone).toInstant());
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }

    /** The digests of configuration files stand in the status file. */
    private void status() {
        boolean[] within = new boolean[1];
        lines(root.resolve("var/lib/dpkg/status"), line -> {
            String[] words = line.strip().split(" ", -1);
            if (within[0] && line.startsWith(" ") && words.length >= 2) {
                conffiles.put(Escape.bytes(words[0].getBytes(StandardCharsets.ISO_8859_1)), words[1]);
            } else {
                within[0] = line.startsWith("Conffiles:");
            }
        });
    }

    private boolean matches(String path, String owner) {
        Map<String, String> known = digests.computeIfAbsent(owner, this::digests);
        String wanted = Optional.ofNullable(known.get(merged(path)))
                .or(() -> Optional.ofNullable(conffiles.get(path)))
                .orElse("");
        String latin = Escape.latin(path);
        int slash = latin.lastIndexOf('/');
        try (Descriptor directory = machine.open(names(latin.substring(0, slash)))) {
            byte[] name = latin.substring(slash + 1).getBytes(StandardCharsets.ISO_8859_1);
            FileName file = FileName.of(name, 0, name.length);
            if (!directory.stat(file).isRegular()) {
                // Of links and directories there are no digests; what has one was a file when it came.
                return wanted.isEmpty();
            }
            return wanted.equals(HexFormat.of().formatHex(digest.md5(directory, file)));
        } catch (SystemCallFailure gone) {
            return gone.is(Errno.ENOENT);
        }
    }

    private static List<FileName> names(String latin) {
        return Arrays.stream(latin.split("/", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
                .map(bytes -> FileName.of(bytes, 0, bytes.length))
                .toList();
    }

    private Map<String, String> digests(String owner) {
        Map<String, String> known = new HashMap<>();
        lines(root.resolve(INFO.substring(1)).resolve(owner + ".md5sums"), line -> {
            String[] words = line.split(" +", 2);
            if (words.length == 2) {
                known.put(merged("/" + Escape.bytes(words[1].getBytes(StandardCharsets.ISO_8859_1))), words[0]);
            }
        });
        return known;
    }

    private static void lines(Path file, Consumer<String> action) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            in.lines().forEach(action);
        } catch (IOException | UncheckedIOException unreadable) {
            return;
        }
    }
}
