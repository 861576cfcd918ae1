package org.hubwarden.host.linux.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hubwarden.host.Errands;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.ChildProcess;

/** One service of nsswitch.conf(5), asked with getent(1) in children, since its module may hang or crash. */
record NssModule(String name, Getent getent) {

    private static final int FOUND = 0;
    private static final int SOME_NOT_FOUND = 2;

    /** Those that read files, or ask a daemon of this machine through a socket in the file system. */
    private static final Set<String> LOCAL =
            Set.of("systemd", "sss", "winbind", "mymachines", "extrausers", "altfiles");

    /** One that is asked in children of this process. */
    NssModule(String name, Waits waits) {
        this(name, Getent.inAChild(waits, what(name)));
    }

    /** One that may need a network, which this process need not have. */
    static NssModule of(String name, Waits waits, Optional<Errands> errands) {
        return errands.isEmpty() || LOCAL.contains(name)
                ? new NssModule(name, waits)
                : new NssModule(name, Getent.apart(errands.get(), waits, what(name)));
    }

    private static String what(String name) {
        return "an answer of the name service " + name;
    }

    /**
     * Asks for entries by name or number.
     *
     * @param database {@code passwd} or {@code group}
     * @return the lines it gave
     * @throws Silence when it gave no answer, which is not the answer "no"
     */
    List<String> ask(String database, Collection<String> keys, Duration limit) throws Silence {
        List<String> arguments = new ArrayList<>(List.of("-s", name, database));
        arguments.addAll(keys);
        ChildProcess.End end = getent.run(arguments, limit);
        if (end instanceof ChildProcess.End.Exited exited) {
            if (exited.status() == FOUND || exited.status() == SOME_NOT_FOUND) {
                return exited.output().lines().toList();
            }
            throw new Silence("the name service " + name + " failed: " + exited.complaint());
        }
        throw new Silence("the name service " + name + " is silent: "
                + (end instanceof ChildProcess.End.Failed failed ? failed.why() : ""));
    }

    /**
     * Whether it gives all it has when asked for nothing in particular, as nss-systemd(8) does for the machine's own records. That
     * takes one question instead of thousands. Directories of a whole organisation rarely do.
     */
    boolean listsAll() {
        return isSystemd();
    }

    /** nss-systemd(8). */
    boolean isSystemd() {
        return name.equals("systemd");
    }

    /**
     * Whether its module is where modules are. One that is named in nsswitch.conf and not installed answers for nobody, and is
     * no reason to wait for it.
     */
    boolean isInstalled() {
        String module = "libnss_" + name + ".so.2";
        return libraryDirectories().anyMatch(directory -> Files.exists(directory.resolve(module)));
    }

    /** Where distributions put libraries: these, and their directories for one architecture. */
    private static Stream<Path> libraryDirectories() {
        return Stream.of("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
                .map(Path::of)
                .flatMap(directory -> Stream.concat(Stream.of(directory), forArchitectures(directory)));
    }

    private static Stream<Path> forArchitectures(Path directory) {
        try (Stream<Path> below = Files.list(directory)) {
            return below.filter(path -> path.toString().contains("-linux-")).toList().stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    /**
     * getent says "not found" also when a service cannot be reached. So it is asked for root with the files behind it, in
     * such a way that the files are reached only when the service did answer.
     */
    void requireAnswering(Duration limit) throws Silence {
        NssModule probe = new NssModule(name + " [UNAVAIL=return TRYAGAIN=return] files", getent);
        if (probe.ask("passwd", List.of("root"), limit).isEmpty()) {
            throw new Silence("the name service " + name + " cannot be reached; see nsswitch.conf(5)");
        }
    }

    /** No answer. */
    static final class Silence extends Exception {

        private static final long serialVersionUID = 1L;

        Silence(String why) {
            super(why);
        }

        /** For people. */
        String why() {
            return Optional.ofNullable(getMessage()).orElse("");
        }
    }
}
