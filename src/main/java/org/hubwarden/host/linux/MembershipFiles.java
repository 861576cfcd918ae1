package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hubwarden.observed.GroupConf;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.UnitMembership;
import org.hubwarden.observed.UserdbRecords;

/**
 * Files other than the group file that put somebody in a group: userdb records, pam_group's configuration, unit files. What
 * cannot be read says nothing; only root can write in these places.
 */
public final class MembershipFiles {

    private static final List<String> USERDB = List.of("etc/userdb", "run/userdb", "run/host/userdb", "usr/lib/userdb");
    private static final List<String> UNITS = List.of(
            "etc/systemd/system",
            "run/systemd/system",
            "run/systemd/transient",
            "usr/local/lib/systemd/system",
            "usr/lib/systemd/system",
            "lib/systemd/system");
    private static final String GROUP_CONF = "/etc/security/group.conf";
    private static final long LARGEST = 1 << 20;

    private final Path root;

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
    public List<MembershipRecord> membersOf(Set<String> group) {
        List<MembershipRecord> records = new ArrayList<>();
        for (String directory : USERDB) {
            list(root.resolve(directory))
                    .filter(f -> UserdbRecords.isRecord(name(f)))
                    .forEach(file -> records.addAll(UserdbRecords.membersOf(inside(file), read(file), group)));
        }
        records.addAll(GroupConf.membersOf(GROUP_CONF, read(root.resolve(GROUP_CONF.substring(1))), group));
        records.addAll(UnitMembership.membersOf(units(), group));
        return records;
    }

    private List<UnitMembership.Fragment> units() {
        List<UnitMembership.Fragment> fragments = new ArrayList<>();
        UNITS.stream()
                .map(root::resolve)
                .filter(MembershipFiles::isOwnDirectory)
                .forEach(directory -> list(directory).forEach(file -> {
                    if (name(file).endsWith(".service")) {
                        add(name(file), file, fragments);
                    } else if (name(file).endsWith(".service.d")) {
                        String unit = name(file).replaceFirst("\\.d$", "");
                        list(file).filter(f -> name(f).endsWith(".conf")).forEach(f -> add(unit, f, fragments));
                    }
                }));
        return fragments;
    }

    /** Where {@code /lib} is a link, as on all distributions now, its files were read under {@code /usr/lib}. */
    private static boolean isOwnDirectory(Path directory) {
        Path lib = directory.getParent();
        while (lib != null && !Files.isSymbolicLink(lib)) {
            lib = lib.getParent();
        }
        return lib == null;
    }

    /** Most unit files name no group; those need no parsing. */
    private void add(String unit, Path file, List<UnitMembership.Fragment> into) {
        String text = read(file);
        if (text.contains("Group") || text.contains("User")) {
            into.add(new UnitMembership.Fragment(unit, inside(file), text));
        }
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private String inside(Path file) {
        return "/" + root.relativize(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
