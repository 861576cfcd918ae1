package org.hubwarden.host.linux.accounts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.observed.GroupConf;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.UnitMembership;
import org.hubwarden.observed.UserdbRecords;

/**
 * Files other than the group file that put somebody in a group: userdb records, pam_group's configuration, unit files. What
 * cannot be read says nothing; only root can write in these places. What is the same is neither read nor understood again.
 * Thread-safe.
 */
public final class MembershipFiles {

    private static final List<String> UNITS = List.of(
            "etc/systemd/system",
            "run/systemd/system",
            "run/systemd/transient",
            "usr/local/lib/systemd/system",
            "usr/lib/systemd/system",
            "lib/systemd/system");
    private static final String DROP_INS = ".service.d";
    private static final String GROUP_CONF = "/etc/security/group.conf";
    private final Path root;
    private final Map<Path, RememberedTexts> directories = new HashMap<>();
    private Sources last = new Sources(List.of(), "", List.of());
    private Set<String> asked = Set.of();
    private List<MembershipRecord> answer = List.of();

    /** What all these files hold. */
    private record Sources(
            List<Map.Entry<Path, SortedMap<String, String>>> userdb,
            String groupConf,
            List<Map.Entry<Path, SortedMap<String, String>>> units) {}

    /**
     * @param root {@code /}, or the directory given with {@code --root}
     */
    public MembershipFiles(Path root) {
        this.root = root;
    }

    /**
     * Who is in a group by these files.
     *
     * @param group its name and its gid in decimal
     */
    public synchronized List<MembershipRecord> membersOf(Set<String> group) {
        Sources sources = look();
        if (!isSame(sources, last) || !group.equals(asked)) {
            answer = List.copyOf(understand(sources, group));
            asked = Set.copyOf(group);
            last = sources;
        }
        return answer;
    }

    private Sources look() {
        List<Map.Entry<Path, SortedMap<String, String>>> userdb = new ArrayList<>();
        UserRecords.DIRECTORIES.stream()
                .map(root::resolve)
                .forEach(d -> userdb.add(Map.entry(d, texts(d, UserdbRecords::isRecord, text -> true))));
        Path conf = root.resolve(GROUP_CONF.substring(1));
        String groupConf =
                texts(Draft.parent(conf), name(conf)::equals, text -> true).getOrDefault(name(conf), "");
        List<Map.Entry<Path, SortedMap<String, String>>> units = new ArrayList<>();
        UNITS.stream()
                .map(root::resolve)
                .filter(MembershipFiles::isOwnDirectory)
                .forEach(directory -> lookAtUnits(directory, units));
        forgetAllBut(userdb, units);
        return new Sources(userdb, groupConf, units);
    }

    /** Directories of drop-ins come and go with the units that systemd is asked to run. */
    private void forgetAllBut(
            List<Map.Entry<Path, SortedMap<String, String>>> userdb,
            List<Map.Entry<Path, SortedMap<String, String>>> units) {
        Set<Path> seen = new HashSet<>(Set.of(Draft.parent(root.resolve(GROUP_CONF.substring(1)))));
        userdb.forEach(directory -> seen.add(directory.getKey()));
        units.forEach(directory -> seen.add(directory.getKey()));
        directories.keySet().retainAll(seen);
    }

    private void lookAtUnits(Path directory, List<Map.Entry<Path, SortedMap<String, String>>> into) {
        SortedMap<String, String> files = texts(
                directory,
                name -> name.endsWith(".service") || name.endsWith(DROP_INS),
                text -> text.contains("Group") || text.contains("User"));
        into.add(Map.entry(directory, files));
        files.keySet().stream()
                .filter(name -> name.endsWith(DROP_INS))
                .map(directory::resolve)
                .forEach(d -> into.add(Map.entry(d, texts(d, name -> name.endsWith(".conf"), text -> true))));
    }

    private SortedMap<String, String> texts(Path directory, Predicate<String> names, Predicate<String> texts) {
        return directories
                .computeIfAbsent(directory, d -> new RememberedTexts(d, names, texts))
                .look();
    }

    private static boolean isSame(Sources one, Sources other) {
        return one.groupConf().equals(other.groupConf())
                && isSame(one.userdb(), other.userdb())
                && isSame(one.units(), other.units());
    }

    /** Texts that are the same are the very same object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(
            List<Map.Entry<Path, SortedMap<String, String>>> one,
            List<Map.Entry<Path, SortedMap<String, String>>> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i).getKey().equals(other.get(i).getKey())
                    && one.get(i).getValue() == other.get(i).getValue();
        }
        return same;
    }

    private List<MembershipRecord> understand(Sources sources, Set<String> group) {
        List<MembershipRecord> records = new ArrayList<>();
        sources.userdb()
                .forEach(directory -> directory
                        .getValue()
                        .forEach((name, text) -> records.addAll(UserdbRecords.membersOf(
                                inside(directory.getKey().resolve(name)), text, group))));
        records.addAll(GroupConf.membersOf(GROUP_CONF, sources.groupConf(), group));
        List<UnitMembership.Fragment> fragments = new ArrayList<>();
        sources.units().forEach(directory -> addFragments(directory.getKey(), directory.getValue(), fragments));
        records.addAll(UnitMembership.membersOf(fragments, group));
        return records;
    }

    private void addFragments(
            Path directory, SortedMap<String, String> files, List<UnitMembership.Fragment> fragments) {
        String own = name(directory);
        files.forEach((name, text) -> {
            if (!text.isEmpty()) {
                String unit = own.endsWith(DROP_INS) ? own.substring(0, own.length() - ".d".length()) : name;
                fragments.add(new UnitMembership.Fragment(unit, inside(directory.resolve(name)), text));
            }
        });
    }

    /** Where {@code /lib} is a link, as on all distributions now, its files were read under {@code /usr/lib}. */
    private static boolean isOwnDirectory(Path directory) {
        Path lib = directory.getParent();
        while (lib != null && !Files.isSymbolicLink(lib)) {
            lib = lib.getParent();
        }
        return lib == null;
    }

    private String inside(Path file) {
        return "/" + root.relativize(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
