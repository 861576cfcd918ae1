package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The configuration of pam_group, group.conf(5): {@code services;ttys;users;times;groups}. */
public final class GroupConf {

    private GroupConf() {}

    /**
     * Who gets one of these groups at login.
     *
     * @param path for the sources
     * @param groups names and gids in decimal
     */
    public static List<MembershipRecord> membersOf(String path, String text, Set<String> groups) {
        List<MembershipRecord> records = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String source = path + " line " + (i + 1);
            StringBuilder rule = new StringBuilder(lines[i]);
            while (rule.toString().endsWith("\\") && i + 1 < lines.length) {
                rule.setLength(rule.length() - 1);
                rule.append(lines[++i]);
            }
            read(rule.toString().replaceFirst("#.*", ""), source, groups, records);
        }
        return records;
    }

    private static void read(String rule, String source, Set<String> groups, List<MembershipRecord> into) {
        String[] fields = rule.split(";", -1);
        if (fields.length != 5) {
            return;
        }
        for (String group : fields[4].strip().split("[\\s,]+", -1)) {
            if (groups.contains(group)) {
                users(fields[2].strip()).forEach(user -> into.add(new MembershipRecord(user, group, source)));
            }
        }
    }

    /** Only names joined by "or" are told one by one; anything else may mean anybody. */
    private static List<String> users(String list) {
        boolean names = !list.isEmpty() && list.matches("[^!&*%@]*");
        return names
                ? Stream.of(list.split("[\\s|,]+", -1))
                        .filter(n -> !n.isEmpty())
                        .toList()
                : List.of(MembershipRecord.EVERYBODY);
    }
}
