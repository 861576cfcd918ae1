package org.hubwarden.host.linux.leaving;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hubwarden.host.Errand;
import org.hubwarden.host.Errands;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.FileList;
import org.hubwarden.plan.LeavingStep;

/**
 * Has listed what people who leave own outside their homes, by a program with the rights for it, beside all else; see
 * {@link OwnedFileSearch}. One search at a time: each reads every directory of the machine.
 */
public final class OwnedFiles {

    static final String DIRECTORY = "/var/lib/hubwarden/left";

    private static final String PROGRAM = "/usr/bin/hubwarden";
    private static final String ENDING = ".files";
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int LONGEST_SENTENCE = 8000;

    /** One that failed is not begun again at once. */
    private static final Duration REST = Duration.ofMinutes(30);

    private final Errands errands;
    private final Waits waits;
    private final boolean isPatient;
    private boolean underWay;
    private Optional<String> failure = Optional.empty();
    private Instant failed = Instant.MIN;

    /** {@code isPatient}: whether it is waited for, as by a command, which would end it when it ends itself. */
    public OwnedFiles(Errands errands, Waits waits, boolean isPatient) {
        this.errands = errands;
        this.waits = waits;
        this.isPatient = isPatient;
    }

    synchronized boolean isUnderWay() {
        return underWay;
    }

    /** The names of all lists that are whole. */
    static List<String> all() {
        String whole = ENDING + OwnedFileList.SENTENCE;
        String[] names = new File(DIRECTORY).list((directory, name) -> name.endsWith(whole));
        return Stream.of(names == null ? new String[0] : names)
                .map(name -> name.substring(0, name.length() - OwnedFileList.SENTENCE.length()))
                .toList();
    }

    /** All of somebody's. No name of an account ends in what follows it. */
    static List<FileList> theirs(List<String> all, UnixName unix) {
        String mine = Pattern.quote(unix.value()) + "-[0-9]{8}T[0-9]{6}Z" + Pattern.quote(ENDING);
        return all.stream()
                .filter(name -> name.startsWith(unix.value()) && name.matches(mine))
                .flatMap(name -> read(name).stream())
                .toList();
    }

    private static Optional<FileList> read(String name) {
        try {
            String text =
                    Files.readString(Path.of(DIRECTORY, name + OwnedFileList.SENTENCE), StandardCharsets.ISO_8859_1);
            String some = text.substring(0, Math.min(text.length(), LONGEST_SENTENCE));
            return Optional.of(new FileList(name, some));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    void search(List<LeavingStep.ListFiles> steps) throws HostFailure {
        begin();
        List<String> command = new ArrayList<>(List.of(PROGRAM, OwnedFileSearch.COMMAND));
        steps.forEach(step ->
                command.add(new OwnedFileSearch.Person(step.uid(), step.gid(), step.file(), step.home()).text()));
        Errand errand = new Errand(Errand.Rights.LIST_FILES, command, LONGEST, List.of(DIRECTORY));
        if (isPatient) {
            try (Waits.Wait wait = waits.begin("a search for files of people who leave", LONGEST)) {
                run(errand);
            }
            throwFailure();
        } else {
            Thread thread = new Thread(() -> run(errand), "search for files of people who leave");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void begin() throws HostFailure {
        if (failure.isPresent() && failed.plus(REST).isAfter(Instant.now())) {
            throwFailure();
        }
        failure = Optional.empty();
        try {
            Files.createDirectories(
                    Path.of(DIRECTORY),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new HostFailure(DIRECTORY + " cannot be made: " + e.getMessage(), e);
        }
        underWay = true;
    }

    private synchronized void throwFailure() throws HostFailure {
        if (failure.isPresent()) {
            throw new HostFailure("files elsewhere were not listed: " + failure.get());
        }
    }

    private void run(Errand errand) {
        Optional<String> why = why(errands.run(errand));
        synchronized (this) {
            underWay = false;
            failure = why;
            failed = Instant.now();
        }
        waits.lookAgain();
    }

    private static Optional<String> why(Errand.End end) {
        if (end instanceof Errand.End.Exited exited) {
            return exited.status() == 0
                    ? Optional.empty()
                    : Optional.of(exited.errors().strip());
        }
        return Optional.of(((Errand.End.Failed) end).why());
    }
}
