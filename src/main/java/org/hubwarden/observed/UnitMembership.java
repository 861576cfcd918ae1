package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups that systemd gives to the processes of services, see systemd.exec(5). */
public final class UnitMembership {

    private UnitMembership() {}

    /**
     * A file with settings of a unit.
     *
     * @param unit the unit's name, also where the file is a drop-in for it
     * @param path where it stands
     */
    public record Fragment(String unit, String path, String text) {}

    /** What the fragments say of one unit. */
    private static final class Settings {
        private String user = "";
        private final List<MembershipRecord> groups = new ArrayList<>();
    }

    /**
     * Who runs with one of these groups. The member is the {@code User=} as written, for example {@code jupyter-%i}. Where no
     * file says who that is, as with drop-ins for transient units, it is the unit's name.
     *
     * @param groups names and gids in decimal
     */
    public static List<MembershipRecord> membersOf(List<Fragment> fragments, Set<String> groups) {
        Map<String, Settings> units = new LinkedHashMap<>();
        for (Fragment fragment : fragments) {
            read(fragment, groups, units.computeIfAbsent(fragment.unit(), unit -> new Settings()));
        }
        List<MembershipRecord> records = new ArrayList<>();
        units.forEach((unit, settings) -> {
            String member = settings.user.isEmpty() ? unit.replaceFirst("\\.service$", "") : settings.user;
            settings.groups.forEach(g -> records.add(new MembershipRecord(member, g.group(), g.source())));
        });
        return records;
    }

    private static void read(Fragment fragment, Set<String> groups, Settings settings) {
        String section = "";
        for (String line : fragment.text().replace("\\\n", " ").split("\n", -1)) {
            String text = line.strip();
            if (text.startsWith("[")) {
                section = text;
            } else if (section.equals("[Service]") && !text.startsWith("#") && !text.startsWith(";")) {
                readSetting(text, fragment.path(), groups, settings);
            }
        }
    }

    private static void readSetting(String text, String path, Set<String> groups, Settings settings) {
        int equals = text.indexOf('=');
        String key = text.substring(0, Math.max(0, equals)).strip();
        String value = text.substring(equals + 1).strip();
        if (key.equals("User")) {
            settings.user = value;
        } else if (key.equals("Group") || key.equals("SupplementaryGroups")) {
            for (String group : value.split("\\s+", -1)) {
                if (groups.contains(group)) {
                    settings.groups.add(new MembershipRecord("", group, path));
                }
            }
        }
    }
}
