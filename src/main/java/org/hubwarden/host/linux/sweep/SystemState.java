package org.hubwarden.host.linux.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hubwarden.host.linux.files.KernelFile;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.observed.Mount;
import org.hubwarden.sweep.Entry;

/** What of a running machine is no file on a disk: the kernel and its settings, mounts, processes with root's rights, ports. */
final class SystemState {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern BPF = Pattern.compile(" bpf_prog_([0-9a-f]{16})_?(\\S*)\\s+\\[bpf\\]$");

    private static final List<String> SETTINGS = List.of(
            "fs.protected_fifos",
            "fs.protected_hardlinks",
            "fs.protected_regular",
            "fs.protected_symlinks",
            "fs.suid_dumpable",
            "kernel.core_pattern",
            "kernel.dmesg_restrict",
            "kernel.kexec_load_disabled",
            "kernel.kptr_restrict",
            "kernel.modprobe",
            "kernel.modules_disabled",
            "kernel.poweroff_cmd",
            "kernel.randomize_va_space",
            "kernel.unprivileged_bpf_disabled",
            "kernel.unprivileged_userns_clone",
            "kernel.yama.ptrace_scope",
            "net.core.bpf_jit_harden",
            "net.core.bpf_jit_kallsyms",
            "user.max_user_namespaces");

    /** Mounts that come and go with sessions and services. */
    private static final String PASSING =
            "/(run/user|run/credentials|run/systemd|run/netns|run/docker|var/lib/docker|proc|sys)(/.*)?";

    /** Below those of people. */
    static final String SYSTEM_ID = "[0-9]{1,3}";

    private final List<Entry> entries = new ArrayList<>();

    private SystemState() {}

    /** All of it, in no order. */
    static List<Entry> look() {
        SystemState state = new SystemState();
        state.kernel();
        state.modules();
        state.mounts();
        state.subordinate("subuid");
        state.subordinate("subgid");
        state.pinned(Path.of("/sys/fs/bpf"), 3);
        state.programs();
        for (String sort : List.of("shm", "sem", "msg")) {
            state.ipc(sort);
        }
        state.entries.addAll(ProcessEntries.look());
        state.entries.addAll(PortEntries.look());
        state.entries.addAll(JournalGaps.look());
        return state.entries;
    }

    private void kernel() {
        entries.add(Entry.state(
                "kernel", "cmdline", KernelFile.text(PROC.resolve("cmdline")).strip()));
        entries.add(Entry.state(
                "kernel",
                "tainted",
                KernelFile.text(PROC.resolve("sys/kernel/tainted")).strip()));
        for (String setting : SETTINGS) {
            String value = KernelFile.text(PROC.resolve("sys").resolve(setting.replace('.', '/')))
                    .strip();
            if (!value.isEmpty()) {
                entries.add(Entry.state("setting", setting, value));
            }
        }
        for (String name : names(PROC.resolve("sys/fs/binfmt_misc"))) {
            if (!Set.of("register", "status").contains(name)) {
                String value =
                        KernelFile.text(PROC.resolve("sys/fs/binfmt_misc").resolve(name));
                entries.add(Entry.state("binfmt", name, value.replace('\n', ' ').strip()));
            }
        }
    }

    private void modules() {
        for (String line : KernelFile.text(PROC.resolve("modules")).split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length > 5) {
                String last = words[words.length - 1];
                String taint = last.startsWith("(") ? last.replaceAll("[()]", "") : "";
                entries.add(Entry.state("module", words[0], Map.of("taint", taint)));
            }
        }
    }

    private void mounts() {
        Map<String, List<String>> at = new TreeMap<>();
        MountTable.visible().forEach(mount -> {
            if (!mount.path().matches(PASSING)) {
                at.computeIfAbsent(mount.path(), path -> new ArrayList<>())
                        .add(mount.type() + " " + Mount.plain(mount.source()) + " " + Mount.plain(mount.root()));
            }
        });
        at.forEach((path, types) -> entries.add(Entry.state("mount", path, String.join(", ", types))));
    }

    private void subordinate(String file) {
        Set<String> seen = new HashSet<>();
        for (String line : KernelFile.text(Path.of("/etc", file)).split("\n", -1)) {
            if (line.contains(":") && seen.add(line)) {
                entries.add(Entry.state("subordinate", file + ":" + line, "there"));
            }
        }
    }

    /** Of system accounts: what users have among themselves gives nobody root, and changes all the time. */
    private void ipc(String sort) {
        Set<String> owners = new TreeSet<>();
        String[] lines = KernelFile.text(PROC.resolve("sysvipc").resolve(sort)).split("\n", -1);
        List<String> titles = List.of(lines[0].strip().split("\\s+", -1));
        int uid = titles.indexOf("uid");
        for (int i = 1; uid >= 0 && i < lines.length; i++) {
            String[] words = lines[i].strip().split("\\s+", -1);
            if (words.length > uid && words[uid].matches(SYSTEM_ID)) {
                owners.add(words[uid]);
            }
        }
        owners.forEach(owner -> entries.add(Entry.state("ipc", sort + " of uid " + owner, "there")));
    }

    private void pinned(Path directory, int depth) {
        for (String name : names(directory)) {
            Path path = directory.resolve(name);
            if (depth > 0 && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                pinned(path, depth - 1);
            } else {
                entries.add(Entry.state("bpf", path.toString(), "pinned"));
            }
        }
    }

    /** Every BPF program that is loaded has a symbol, whether or not a file holds it, with a digest of its instructions. */
    private void programs() {
        try (Stream<String> lines = Files.lines(PROC.resolve("kallsyms"), StandardCharsets.ISO_8859_1)) {
            programs(lines).forEach(program -> entries.add(Entry.state("bpf", program, "loaded")));
        } catch (IOException | UncheckedIOException unreadable) {
            return;
        }
    }

    /** What the kernel's table of symbols has of them. */
    static List<String> programs(Stream<String> symbols) {
        return symbols.map(BPF::matcher)
                .filter(Matcher::find)
                .map(symbol -> "program " + symbol.group(2) + " with tag " + symbol.group(1))
                .distinct()
                .toList();
    }

    static List<String> names(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            found.forEach(path -> names.add(String.valueOf(path.getFileName())));
        } catch (IOException | DirectoryIteratorException absent) {
            return names;
        }
        return names;
    }
}
