package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hubwarden.host.Processes;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.observed.Mount;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;

/**
 * A program of its own: it kills every process of some uids, and proves that none is left. For each it prints a line with the uid
 * and {@link #DONE} or what is left, and before it a line for each of their FUSE mounts.
 */
public final class Evictor {

    /** The word on the command line that nobody types. */
    public static final String COMMAND = "errand-end-processes";

    /** What is said of a uid of which nothing is left. */
    static final String DONE = "done";

    /** What goes before the path of a mount. */
    static final String MOUNT = "mount ";

    private static final int ROUNDS = 10;
    private static final long PAUSE_MILLIS = 50;
    private static final int NAMED = 5;

    private final Processes processes;
    private final long spare;
    private final List<Person> people;
    private final Map<Person, List<SubordinateIds.Range>> ranges = new HashMap<>();
    private final Map<Person, String> left = new LinkedHashMap<>();

    /**
     * Whose processes.
     *
     * @param name by which their subordinate ids are found
     * @param home below which they may have mounted something
     */
    record Person(long uid, String name, String home) {

        /** As an argument. */
        String text() {
            return uid + ":" + name + ":" + home;
        }

        static Person of(String text) {
            String[] parts = text.split(":", 3);
            return new Person(Long.parseLong(parts[0]), parts[1], parts[2]);
        }
    }

    private Evictor(Processes processes, long spare, List<Person> people) {
        this.processes = processes;
        this.spare = spare;
        this.people = people;
        people.forEach(person -> ranges.put(person, SubordinateIds.of(person)));
        people.forEach(person -> left.put(person, "nobody looked"));
    }

    /**
     * Does it.
     *
     * @param arguments an id that nobody has, and then a {@code UID:NAME:HOME} for each
     * @return the exit status: 0 when there is a line for each
     */
    public static int run(List<String> arguments, Processes processes, PrintStream out, PrintStream err) {
        try {
            List<Person> people = arguments.stream().skip(1).map(Person::of).toList();
            Evictor evictor = new Evictor(processes, Long.parseLong(arguments.get(0)), people);
            evictor.end();
            evictor.tell(out);
            return 0;
        } catch (IOException | RuntimeException failure) {
            err.println("processes were not ended: " + failure.getMessage());
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private void end() throws IOException, InterruptedException {
        Map<Person, Set<Long>> uids = new LinkedHashMap<>();
        people.forEach(person -> uids.put(person, Set.of(person.uid())));
        for (int round = 0; round < ROUNDS && !uids.isEmpty(); round++) {
            for (Set<Long> theirs : uids.values()) {
                for (long uid : theirs) {
                    OtherSelf.as(uid, spare).run();
                }
            }
            Thread.sleep(PAUSE_MILLIS);
            Map<Person, Set<Long>> first = look(uids.keySet());
            Thread.sleep(PAUSE_MILLIS);
            Map<Person, Set<Long>> second = look(uids.keySet());
            uids.keySet().removeIf(person -> isGone(person, first, second));
            second.forEach((person, found) -> uids.merge(person, found, Evictor::both));
        }
    }

    private static Set<Long> both(Set<Long> some, Set<Long> others) {
        Set<Long> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private boolean isGone(Person person, Map<Person, Set<Long>> first, Map<Person, Set<Long>> second) {
        boolean isGone = !first.containsKey(person) && !second.containsKey(person);
        return isGone && DONE.equals(left.get(person));
    }

    /** Of whom something is there, with which of their uids; what was seen of each is remembered as what is left. */
    private Map<Person, Set<Long>> look(Set<Person> whose) {
        Predicate<RunningProcess> theirs = process -> whose.stream().anyMatch(person -> isOf(process, person));
        ProcessesSight sight = processes.look(theirs);
        Set<Long> strangers = new HashSet<>();
        List<RunningProcess> alive = sight.found().stream()
                .filter(process -> !isDead(process.pid()))
                .filter(process -> !isStranger(process, whose, strangers))
                .toList();
        Map<Person, Set<Long>> found = new HashMap<>();
        for (Person person : whose) {
            List<RunningProcess> of =
                    alive.stream().filter(process -> isOf(process, person)).toList();
            left.put(person, of.isEmpty() ? sight.unproven().orElse(DONE) : names(of));
            if (!of.isEmpty()) {
                found.put(
                        person,
                        of.stream()
                                .flatMap(process -> process.uids().stream())
                                .filter(uid -> isOf(uid, person))
                                .filter(uid -> !strangers.contains(uid) || uid == person.uid())
                                .collect(Collectors.toSet()));
            }
        }
        return found;
    }

    /**
     * Subordinate ids are somebody's only in their containers. Outside of one, such a uid is an account's, as of a name service whose
     * numbers reach that far, or of whoever wrote others' into subuid(5): it is noted, and none of its processes is signalled.
     */
    private static boolean isStranger(RunningProcess process, Set<Person> whose, Set<Long> strangers) {
        boolean isOwn = whose.stream().anyMatch(person -> process.hasUid(person.uid()));
        if (isOwn || UserNamespace.isOther(process.pid())) {
            return false;
        }
        strangers.addAll(process.uids());
        return true;
    }

    private static String names(List<RunningProcess> processes) {
        String some = processes.stream().limit(NAMED).map(RunningProcess::shown).collect(Collectors.joining(", "));
        int more = processes.size() - NAMED;
        return "still there: " + some + (more > 0 ? " and " + more + " more" : "");
    }

    private boolean isOf(RunningProcess process, Person person) {
        return process.uids().stream().anyMatch(uid -> isOf(uid, person));
    }

    private boolean isOf(long uid, Person person) {
        return uid == person.uid()
                || ranges.getOrDefault(person, List.of()).stream().anyMatch(range -> range.holds(uid));
    }

    /** What ended and waits for its parent to notice does nothing any more. */
    private static boolean isDead(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException gone) {
            return true;
        }
    }

    private void tell(PrintStream out) throws IOException, InterruptedException {
        List<Mount> mounts = MountTable.ofMachine();
        for (Person person : people) {
            List<String> shared = new ArrayList<>();
            if (DONE.equals(left.get(person))) {
                OtherSelf.as(person.uid(), spare).forgetShared(shared);
            }
            MountTable.madeBy(person.uid(), mounts).forEach(path -> out.println(person.uid() + " " + MOUNT + path));
            String what = shared.isEmpty() ? String.valueOf(left.get(person)) : String.join(", ", shared);
            out.println(person.uid() + " " + what);
        }
        out.flush();
    }
}
