package org.hubwarden.host.linux.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.JournalReader;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.ChildProcess;
import org.hubwarden.observed.Json;

/** Reads the journal through journalctl(1). Trusts {@code _UID}, which journald has from the kernel, and nothing else. */
public final class JournalctlReader implements JournalReader {

    private static final String PROGRAM = "journalctl";
    private static final String BY_ROOT = "_UID=0";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String WHAT = "the journal";

    private final Path root;
    private final Waits waits;

    /**
     * @param root {@code /}, or another place whose files tell where the journal is kept
     * @param waits where it is told that journald is waited for
     */
    public JournalctlReader(Path root, Waits waits) {
        this.root = root;
        this.waits = waits;
    }

    @Override
    public void read(Query query, Consumer<Map<String, List<String>>> reader) throws HostFailure {
        refuseUnreadable();
        List<String> command = command("--output=json", "--all");
        query.since().ifPresent(since -> command.add("--since=" + since));
        List<String> matches = new ArrayList<>(List.of(BY_ROOT));
        query.messageIds().stream().sorted().forEach(id -> matches.add("MESSAGE_ID=" + id));
        command.addAll(matches);
        query.user().ifPresent(user -> {
            command.add("HUB_USER=" + user);
            for (String field : List.of("UNIX_USER", "HUBWARDEN_SUBJECT")) {
                command.add("+");
                command.addAll(matches);
                command.add(field + "=" + user);
            }
        });
        orFail(ChildProcess.stream(command, line -> Json.parse(line).ifPresent(json -> reader.accept(fields(json)))));
    }

    /** journalctl shows others nothing, and ends well. */
    private void refuseUnreadable() throws HostFailure {
        if (storage() == Storage.NONE) {
            throw new HostFailure("This machine keeps no journal: see Storage= in journald.conf(5), and"
                    + " systemctl status systemd-journald");
        }
        Path file = storage() == Storage.VOLATILE ? inMemory() : onDisk();
        if (!Files.isReadable(file)) {
            throw new HostFailure("The journal is for root and the members of adm and systemd-journal: use sudo");
        }
    }

    private static Map<String, List<String>> fields(Json entry) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        entry.members()
                .forEach((name, value) ->
                        fields.put(name, value.text().map(List::of).orElseGet(value::texts)));
        return fields;
    }

    @Override
    public Set<String> told(String run) throws HostFailure {
        List<String> command = command("--output=cat", "--output-fields=HUBWARDEN_NUMBER");
        command.addAll(List.of(BY_ROOT, "HUBWARDEN_RUN=" + run));
        Set<String> numbers = new HashSet<>();
        orFail(ChildProcess.run(waits, WHAT, command, "", PATIENCE))
                .output()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(numbers::add);
        return numbers;
    }

    @Override
    public void sync() throws HostFailure {
        orFail(ChildProcess.run(waits, WHAT, command("--sync"), "", PATIENCE));
    }

    private static List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "--quiet", "--no-pager"));
        command.addAll(List.of(options));
        return command;
    }

    private static ChildProcess.End.Exited orFail(ChildProcess.End end) throws HostFailure {
        if (end instanceof ChildProcess.End.Failed failed) {
            throw new HostFailure("The journal cannot be read: " + failed.why() + ".");
        }
        ChildProcess.End.Exited exited = (ChildProcess.End.Exited) end;
        if (exited.status() != 0) {
            throw new HostFailure("The journal cannot be read: " + PROGRAM + " says: " + exited.complaint() + ".");
        }
        return exited;
    }

    @Override
    public Storage storage() {
        if (Files.exists(inMemory())) {
            return Storage.VOLATILE;
        }
        return Files.exists(onDisk()) ? Storage.PERSISTENT : Storage.NONE;
    }

    private Path onDisk() {
        return root.resolve("var/log/journal").resolve(machine()).resolve("system.journal");
    }

    /** There only until what it holds is moved to the disk, if it ever is. */
    private Path inMemory() {
        return root.resolve("run/log/journal").resolve(machine()).resolve("system.journal");
    }

    private String machine() {
        try {
            return Files.readString(root.resolve("etc/machine-id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
