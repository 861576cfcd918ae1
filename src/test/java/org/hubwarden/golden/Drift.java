package org.hubwarden.golden;

import java.util.Arrays;
import java.util.Optional;
import org.hubwarden.laws.Machine;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.MembershipRecord;

/**
 * What somebody else did to the machine, one thing a line:
 *
 * <pre>
 * passwd: OLD => NEW           the text OLD, which must be there, becomes NEW
 * group: + LINE                a line is appended; without its newline when it ends in \
 * home PATH: gone | other WHAT | dir UID[:GID] MODE [acl]
 * admin-rule: gone | other WHAT | mode MODE | text TEXT
 * membership: MEMBER GROUP SOURCE
 * </pre>
 */
final class Drift {
    private final Machine machine;

    private Drift(Machine machine) {
        this.machine = machine;
    }

    /** Does everything the text says. */
    static void happen(Machine machine, String text) {
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(new Drift(machine)::happen);
    }

    private void happen(String line) {
        int colon = line.indexOf(": ");
        String subject = line.substring(0, colon);
        String what = line.substring(colon + 2);
        if (subject.startsWith("home ")) {
            home(subject.substring("home ".length()), what.split(" ", -1));
        } else if (subject.equals("membership")) {
            String[] words = what.split(" ", -1);
            machine.memberships.add(new MembershipRecord(words[0], words[1], words[2]));
        } else if (subject.equals("admin-rule")) {
            machine.adminRule = dropIn(machine.adminRule, what);
        } else if (subject.equals("deny-list")) {
            machine.denyList = dropIn(machine.denyList, what);
        } else {
            file(subject, what);
        }
    }

    private void home(String path, String[] words) {
        switch (words[0]) {
            case "gone" -> machine.homes.remove(path);
            case "other" -> machine.homes.put(path, new HomeSight.Other(rest(words)));
            case "dir" -> {
                String[] owner = words[1].split(":", -1);
                long uid = Long.parseLong(owner[0]);
                long gid = Long.parseLong(owner[owner.length - 1]);
                boolean acl = words.length > 3;
                machine.homes.put(path, new HomeSight.Directory(uid, gid, Integer.parseInt(words[2], 8), acl));
            }
            default -> throw new IllegalArgumentException("home: " + words[0]);
        }
    }

    private static DropInSight dropIn(DropInSight now, String what) {
        String[] words = what.split(" ", -1);
        String content = now instanceof DropInSight.Regular r ? r.content() : "";
        return switch (words[0]) {
            case "gone" -> new DropInSight.Absent();
            case "other" -> new DropInSight.Other(rest(words));
            case "mode" -> new DropInSight.Regular(content, Integer.parseInt(words[1], 8), 0, 0);
            case "text" -> new DropInSight.Regular(rest(words), 0440, 0, 0);
            default -> throw new IllegalArgumentException("drop-in: " + what);
        };
    }

    private static String rest(String[] words) {
        return String.join(" ", Arrays.asList(words).subList(1, words.length));
    }

    private void file(String name, String what) {
        Machine.Files f = machine.files;
        machine.files = switch (name) {
            case "passwd" -> new Machine.Files(edited(f.passwd(), what), f.group(), f.shadow(), f.gshadow());
            case "group" -> new Machine.Files(f.passwd(), edited(f.group(), what), f.shadow(), f.gshadow());
            case "shadow" -> new Machine.Files(f.passwd(), f.group(), edited(f.shadow(), what), f.gshadow());
            case "gshadow" ->
                new Machine.Files(
                        f.passwd(),
                        f.group(),
                        f.shadow(),
                        Optional.of(edited(f.gshadow().orElse(""), what)));
            default -> throw new IllegalArgumentException("no such file: " + name);
        };
    }

    private static String edited(String text, String what) {
        if (what.startsWith("+ ")) {
            String line = what.substring(2);
            return text + (line.endsWith("\\") ? line.substring(0, line.length() - 1) : line + "\n");
        }
        String[] sides = what.split(" => ", -1);
        String old = sides[0].replace("\\n", "\n");
        if (!text.contains(old)) {
            throw new IllegalArgumentException("is not there to be changed: " + old);
        }
        return text.replace(old, sides[1].replace("\\n", "\n"));
    }
}
