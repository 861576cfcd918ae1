package org.hubwarden.host.linux.leaving;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.Errand;
import org.hubwarden.host.Errands;
import org.hubwarden.host.GroupFiles;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.observed.FoundFile;
import org.hubwarden.observed.SearchSight;
import org.hubwarden.plan.DemotionStep;

/** Searches with programs of ours that have the rights for it; see {@link GroupFileSearch} and {@link GroupFileTaker}. */
public final class LinuxGroupFiles implements GroupFiles {

    private static final String PROGRAM = "/usr/bin/hubwarden";
    private static final Duration LONGEST_SEARCH = Duration.ofHours(2);
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(30);

    /** One that failed is not begun again at once. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(30);

    private final Errands errands;
    private final Waits waits;
    private SearchSight last = SearchSight.NONE;
    private long ended = System.nanoTime();

    /** {@code waits}: where it is told that a search has come to its end. */
    public LinuxGroupFiles(Errands errands, Waits waits) {
        this.errands = errands;
        this.waits = waits;
    }

    @Override
    public synchronized SearchSight look() {
        boolean isOver = last.failure().isPresent() && System.nanoTime() - ended > AFTER_FAILURE.toNanos();
        if (isOver) {
            last = SearchSight.NONE;
        }
        return last;
    }

    @Override
    public synchronized void search(DemotionStep.Search step) {
        if (last.underWay()) {
            return;
        }
        last = new SearchSight(step.after(), true, Optional.empty(), List.of(), List.of());
        Thread thread = new Thread(() -> end(step, run(step)), "search for files");
        thread.setDaemon(true);
        thread.start();
    }

    private Errand.End run(DemotionStep.Search step) {
        List<String> command = List.of(PROGRAM, GroupFileSearch.COMMAND, Long.toString(step.gid()));
        return errands.run(new Errand(Errand.Rights.FIND_FILES, command, LONGEST_SEARCH));
    }

    private void end(DemotionStep.Search step, Errand.End end) {
        SearchSight sight = end instanceof Errand.End.Exited exited && exited.status() == 0
                ? read(step, exited.output())
                : failed(step, why(end));
        synchronized (this) {
            last = sight;
            ended = System.nanoTime();
        }
        waits.lookAgain();
    }

    private static String why(Errand.End end) {
        return end instanceof Errand.End.Exited exited ? exited.errors().strip() : ((Errand.End.Failed) end).why();
    }

    private static SearchSight failed(DemotionStep.Search step, String why) {
        return new SearchSight(step.after(), false, Optional.of(why), List.of(), List.of());
    }

    /** Without its last line an answer was cut short. */
    static SearchSight read(DemotionStep.Search step, String output) {
        List<String> lines = output.lines().toList();
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(GroupFileSearch.END)) {
            return failed(step, "it did not tell to its end");
        }
        return new SearchSight(
                step.after(),
                false,
                Optional.empty(),
                lines.stream()
                        .filter(line -> line.startsWith(GroupFileSearch.FILE))
                        .map(line -> found(line.split(" ")))
                        .toList(),
                lines.stream()
                        .filter(line -> line.startsWith(GroupFileSearch.UNSEEN))
                        .map(LinuxGroupFiles::unseen)
                        .toList());
    }

    private static FoundFile found(String[] words) {
        return new FoundFile(GroupFileSearch.unhex(words[3]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    private static String unseen(String line) {
        String[] parts = line.split(" ", 3);
        return GroupFileSearch.unhex(parts[1]) + ": " + parts[2];
    }

    @Override
    public void take(DemotionStep.TakeBit step) throws HostFailure {
        List<String> command = List.of(
                PROGRAM,
                GroupFileTaker.COMMAND,
                Long.toString(step.gid()),
                Long.toString(step.device()),
                Long.toString(step.inode()),
                GroupFileSearch.hex(step.path()));
        try (Waits.Wait wait = waits.begin("a file that gives the group of admins", LONGEST_CHANGE)) {
            Errand.End end = errands.run(new Errand(Errand.Rights.CHANGE_FILES, command, LONGEST_CHANGE));
            if (!(end instanceof Errand.End.Exited exited && exited.status() == 0)) {
                throw new HostFailure("it still gives the group of admins: " + why(end));
            }
            forget(step);
        }
    }

    /** Once all that was found is done, there is to be another search. */
    private synchronized void forget(DemotionStep.TakeBit step) {
        List<FoundFile> left = last.found().stream()
                .filter(file -> file.inode() != step.inode() || file.device() != step.device())
                .toList();
        if (!last.underWay()) {
            last = left.isEmpty()
                    ? SearchSight.NONE
                    : new SearchSight(last.after(), false, Optional.empty(), left, last.unseen());
        }
    }
}
