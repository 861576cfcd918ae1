package org.hubwarden.host.linux.sweep;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.sweep.BaselineHeader;
import org.hubwarden.sweep.BaselineWriter;

/**
 * {@code /var/lib/hubwarden/baseline}: the baselines; in {@code holders} for whom each is; in {@code reports} what sweeps came to; in
 * {@code failures} why there is none for somebody; in {@code requests} what is asked for. systemd watches the last.
 */
public final class FileBaselineStore implements BaselineStore {

    static final String DIRECTORY = "/var/lib/hubwarden/baseline";
    private static final String FAILURES = DIRECTORY + "/failures";
    private static final String REQUESTS = DIRECTORY + "/requests";
    private static final String HOLDERS = DIRECTORY + "/holders";
    private static final String REPORTS = DIRECTORY + "/reports";
    private static final String ENDING = ".baseline";
    private static final String GRANT = "grant-";
    private static final String SWEEP = "sweep-";
    static final int ROOT_ONLY = 0700;

    private final Root root;
    private final Disk disk = new NioDisk();
    private final BaselineNotes notes;

    /** For the machine or a tree. */
    public FileBaselineStore(Root root) {
        this.root = root;
        this.notes = new BaselineNotes(root);
    }

    @Override
    public Written keep(BaselineHeader header, Content content) throws HostFailure {
        Path directory = root.makeDirectory(DIRECTORY, ROOT_ONLY);
        String name = header.taken().toString().replaceAll("[-:]", "").replaceFirst("\\..*Z$", "Z") + ENDING;
        Path draft = directory.resolve("." + name);
        Path target = directory.resolve(name);
        try {
            Files.deleteIfExists(draft);
            String sha256 = write(draft, header, content);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            disk.sync(directory);
            return new Written(target.toString(), sha256);
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    @Override
    public Written export(String path, BaselineHeader header, Content content) throws HostFailure {
        Path target = Path.of(path).toAbsolutePath();
        try {
            return new Written(target.toString(), write(target, header, content));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    private static String write(Path file, BaselineHeader header, Content content) throws IOException, HostFailure {
        var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, how, rights)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            BaselineWriter writer = new BaselineWriter(out, header);
            content.write(writer);
            String sha256 = writer.end();
            out.flush();
            channel.force(true);
            return sha256;
        } catch (IOException | HostFailure | RuntimeException failure) {
            if (!(failure instanceof FileAlreadyExistsException)) {
                Files.deleteIfExists(file);
            }
            throw failure;
        }
    }

    @Override
    public List<String> kept() throws HostFailure {
        return notes.names(DIRECTORY).stream()
                .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                .map(name -> root.at(DIRECTORY + "/" + name).toString())
                .toList();
    }

    @Override
    public Optional<String> of(String account) throws HostFailure {
        return notes.read(HOLDERS + "/" + FileName.of(account))
                .map(text -> text.substring(text.indexOf('\n') + 1).strip())
                .filter(path -> Files.isRegularFile(Path.of(path), LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public InputStream open(String path) throws HostFailure {
        Path file = Path.of(path);
        try {
            Optional<String> strange = FileContent.strangeKind(file, PathStat.of(file));
            if (strange.isPresent()) {
                throw new HostFailure(strange.get());
            }
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw IoFault.failure("read the baseline", file, e);
        }
    }

    @Override
    public Set<Grant> held() throws HostFailure {
        Set<Grant> held = new HashSet<>();
        for (String account : notes.names(HOLDERS)) {
            notes.read(HOLDERS + "/" + account).ifPresent(text -> held.add(new Grant(account, firstLine(text))));
        }
        return held;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    @Override
    public void settle(Grant grant, String path) throws HostFailure {
        notes.put(HOLDERS, grant.account(), grant.since() + "\n" + path + "\n");
        notes.remove(REPORTS, grant.account());
        notes.remove(FAILURES, grant.account());
    }

    @Override
    public void settleSweep(String account, String report) throws HostFailure {
        notes.put(REPORTS, account, report);
        notes.remove(FAILURES, account);
    }

    @Override
    public void settleFailure(String account, String why) throws HostFailure {
        notes.put(FAILURES, account, why + "\n");
    }

    @Override
    public Map<String, String> failures() throws HostFailure {
        Map<String, String> failures = new TreeMap<>();
        for (String account : notes.names(FAILURES)) {
            notes.read(FAILURES + "/" + account).ifPresent(why -> failures.put(account, firstLine(why)));
        }
        return failures;
    }

    @Override
    public void drop(String path) throws HostFailure {
        Path file = Path.of(path);
        Path name = file.getFileName();
        if (name != null && kept().contains(path)) {
            notes.remove(DIRECTORY, name.toString());
        }
    }

    @Override
    public Optional<String> report(String account) throws HostFailure {
        return notes.read(REPORTS + "/" + FileName.of(account));
    }

    @Override
    public void ask(Requests requests) throws HostFailure {
        for (Grant grant : requests.grants()) {
            notes.put(REQUESTS, GRANT + grant.account(), grant.since() + "\n");
        }
        for (String account : requests.sweeps()) {
            notes.put(REQUESTS, SWEEP + account, "\n");
        }
    }

    @Override
    public Requests takeAsked() throws HostFailure {
        Set<Grant> grants = new HashSet<>();
        Set<String> sweeps = new HashSet<>();
        for (String name : notes.allNames(REQUESTS)) {
            if (name.startsWith(GRANT)) {
                notes.read(REQUESTS + "/" + name)
                        .ifPresent(since -> grants.add(new Grant(name.substring(GRANT.length()), firstLine(since))));
            } else if (name.startsWith(SWEEP)) {
                sweeps.add(name.substring(SWEEP.length()));
            }
            // Whatever it is: systemd starts us again as long as anything is there.
            notes.remove(REQUESTS, name);
        }
        return new Requests(grants, sweeps);
    }
}
