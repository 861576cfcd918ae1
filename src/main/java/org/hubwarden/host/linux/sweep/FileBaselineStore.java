package org.hubwarden.host.linux.sweep;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
import java.util.TreeSet;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.sweep.BaselineHeader;
import org.hubwarden.sweep.BaselineWriter;

/**
 * {@code /var/lib/hubwarden/baseline}: the baselines; in {@code holders} for whom each is; in {@code reports} what sweeps came to; in
 * {@code failures} why there is none for somebody; in {@code requests} what is asked for. systemd watches the last.
 */
public final class FileBaselineStore implements BaselineStore {

    private static final String DIRECTORY = "/var/lib/hubwarden/baseline";
    private static final String FAILURES = DIRECTORY + "/failures";
    private static final String REQUESTS = DIRECTORY + "/requests";
    private static final String HOLDERS = DIRECTORY + "/holders";
    private static final String REPORTS = DIRECTORY + "/reports";
    private static final String ENDING = ".baseline";
    private static final String GRANT = "grant-";
    private static final String SWEEP = "sweep-";
    private static final int ROOT_ONLY = 0700;
    private static final long LARGEST = 1 << 20;

    private final Root root;
    private final Disk disk = new NioDisk();

    /** For the machine or a tree. */
    public FileBaselineStore(Root root) {
        this.root = root;
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
        return names(DIRECTORY).stream()
                .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                .map(name -> root.at(DIRECTORY + "/" + name).toString())
                .toList();
    }

    @Override
    public Optional<String> of(String account) throws HostFailure {
        return read(HOLDERS + "/" + FileName.of(account))
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
        for (String account : names(HOLDERS)) {
            read(HOLDERS + "/" + account).ifPresent(text -> held.add(new Grant(account, firstLine(text))));
        }
        return held;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    @Override
    public void settle(Grant grant, String path) throws HostFailure {
        put(HOLDERS, grant.account(), grant.since() + "\n" + path + "\n");
        remove(REPORTS, grant.account());
        remove(FAILURES, grant.account());
    }

    @Override
    public void settleSweep(String account, String report) throws HostFailure {
        put(REPORTS, account, report);
        remove(FAILURES, account);
    }

    @Override
    public void settleFailure(String account, String why) throws HostFailure {
        put(FAILURES, account, why + "\n");
    }

    @Override
    public Map<String, String> failures() throws HostFailure {
        Map<String, String> failures = new TreeMap<>();
        for (String account : names(FAILURES)) {
            read(FAILURES + "/" + account).ifPresent(why -> failures.put(account, firstLine(why)));
        }
        return failures;
    }

    @Override
    public void drop(String path) throws HostFailure {
        Path file = Path.of(path);
        Path name = file.getFileName();
        if (name != null && kept().contains(path)) {
            remove(DIRECTORY, name.toString());
        }
    }

    @Override
    public Optional<String> report(String account) throws HostFailure {
        return read(REPORTS + "/" + FileName.of(account));
    }

    @Override
    public void ask(Requests requests) throws HostFailure {
        for (Grant grant : requests.grants()) {
            put(REQUESTS, GRANT + grant.account(), grant.since() + "\n");
        }
        for (String account : requests.sweeps()) {
            put(REQUESTS, SWEEP + account, "\n");
        }
    }

    @Override
    public Requests takeAsked() throws HostFailure {
        Set<Grant> grants = new HashSet<>();
        Set<String> sweeps = new HashSet<>();
        for (String name : allNames(REQUESTS)) {
            if (name.startsWith(GRANT)) {
                read(REQUESTS + "/" + name)
                        .ifPresent(since -> grants.add(new Grant(name.substring(GRANT.length()), firstLine(since))));
            } else if (name.startsWith(SWEEP)) {
                sweeps.add(name.substring(SWEEP.length()));
            }
            // Whatever it is: systemd starts us again as long as anything is there.
            remove(REQUESTS, name);
        }
        return new Requests(grants, sweeps);
    }

    private void put(String directory, String name, String text) throws HostFailure {
        root.makeDirectory(DIRECTORY, ROOT_ONLY);
        Path in = root.makeDirectory(directory, ROOT_ONLY);
        Path target = in.resolve(FileName.of(name).text());
        try {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            Draft.replace(disk, in.resolve("." + name + ".draft"), target, content, Stamp.ours(0600));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    private void remove(String directory, String name) throws HostFailure {
        Path file = root.locate(directory).resolve(FileName.of(name).text());
        try {
            disk.delete(file);
        } catch (NoSuchFileException absent) {
            return;
        } catch (IOException e) {
            throw IoFault.failure("remove", file, e);
        }
    }

    private Optional<String> read(String path) throws HostFailure {
        return FileContent.read(root.locate(path), LARGEST, 2)
                .map(content -> new String(content.bytes(), StandardCharsets.UTF_8));
    }

    private Set<String> names(String directory) throws HostFailure {
        Set<String> names = allNames(directory);
        names.removeIf(name -> name.startsWith("."));
        return names;
    }

    private Set<String> allNames(String directory) throws HostFailure {
        Set<String> names = new TreeSet<>();
        Path path = root.locate(directory);
        if (!Files.isDirectory(path)) {
            return names;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException e) {
            throw IoFault.failure("list", path, e);
        } catch (DirectoryIteratorException e) {
            throw IoFault.failure("list", path, new IOException(e));
        }
        return names;
    }
}
