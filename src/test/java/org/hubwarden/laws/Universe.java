package org.hubwarden.laws;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredGroup;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.IdBlock;

/** Machines and state files made from a seed: few names and few numbers, so that they collide often. */
final class Universe {
    static final List<String> HUB_NAMES = List.of(
            "a",
            "b",
            "c",
            "d",
            "e",
            "f.g",
            "h+i",
            "professor.jane.doe@university.example",
            "professor.jane.doe20dab@gmail.com");
    static final List<String> GROUPS = List.of("cs101", "lab");

    /** Lines that are nobody's, each a trap for somebody who reads or writes account files. */
    private static final List<String> ODD_LINES = List.of(
            "",
            "# a comment: with:colons:x:1:2:::",
            "   ",
            "broken",
            "half:x:12",
            "uid4g:x:4294967296:4294967296::/:/bin/sh",
            "minus:x:-1:-1::/:/bin/sh",
            "latin:x:1234:1234:\u00f6\u00ff:/home/latin:/bin/sh",
            "crlf:x:1235:1235::/home/crlf:/bin/sh\r",
            "  lead:x:1010:1010::/home/lead:/bin/sh",
            "dup:x:1011:1011::/home/dup:/bin/sh",
            "dup:x:1012:1011::/home/dup:/bin/sh",
            ":x:1013:1013::/:/bin/sh",
            "sevenplus:x:1014:1014:g:/h:/bin/sh:more:fields");

    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/bash
            nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
            ops:x:1000:1000:Ops,,,:/home/ops:/bin/bash
            mallory:x:1003:1003::/home/mallory:/bin/sh
            """;
    private static final String GROUP = """
            root:x:0:
            sudo:x:27:ops
            nogroup:x:65534:
            ops:x:1000:
            mallory:x:1003:
            """;
    private static final String SHADOW = """
            root:*:19000:0:99999:7:::
            nobody:*:19000:0:99999:7:::
            ops:$6$o:19000:0:99999:7:::
            mallory:$6$m:19000:0:99999:7:::
            """;
    private static final String GSHADOW = """
            root:*::
            sudo:*::ops
            ops:!::
            mallory:!::
            """;

    final Random random;

    Universe(long seed) {
        random = new Random(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** A machine before hubwarden came. */
    Machine machine() {
        Machine machine = new Machine(
                new Machine.Files(PASSWD, GROUP, SHADOW, chance(0.8) ? Optional.of(GSHADOW) : Optional.empty()));
        machine.loginDefs = new IdRange(1000, 1060);
        machine.subordinate = List.of(new IdBlock(1005, 2), new IdBlock(100000, 65536));
        if (chance(0.3)) {
            machine.idsElsewhere = Set.of(1002L, 1004L);
            machine.namesElsewhere = Set.of("jupyter-e", "lab");
        }
        strangers(machine);
        oddLines(machine);
        return machine;
    }

    private void strangers(Machine machine) {
        for (String hub : List.of("b", "c")) {
            if (chance(0.4)) {
                long id = 1020L + random.nextInt(3);
                Edit.append(
                        machine,
                        "passwd",
                        "jupyter-" + hub + ":x:" + id + ":" + id + ":My Name:/home/jupyter-" + hub + ":/bin/zsh");
                Edit.append(machine, "group", "jupyter-" + hub + ":x:" + id + ":" + (chance(0.2) ? "mallory" : ""));
                Edit.append(machine, "shadow", "jupyter-" + hub + ":$6$own:19000:0:99999:7::20000:");
                machine.homes.put(
                        "/home/jupyter-" + hub,
                        new HomeSight.Directory(chance(0.8) ? id : 4242, id, chance(0.5) ? 0755 : 0700, chance(0.2)));
            }
        }
        if (chance(0.3)) {
            Edit.append(machine, "group", "jupyterhub-admins:x:1030:" + (chance(0.4) ? "mallory" : "jupyter-b"));
        }
        if (chance(0.3)) {
            Edit.append(machine, "group", "jupyterhub-users:x:1031:mallory,jupyter-b");
        }
        if (chance(0.3)) {
            Edit.append(machine, "group", "cs101:x:1032:mallory,,jupyter-a, jupyter-c");
        }
    }

    private void oddLines(Machine machine) {
        for (String file : List.of("passwd", "group", "shadow", "gshadow")) {
            for (int i = random.nextInt(5); i > 0; i--) {
                Edit.insert(machine, file, random, pick(ODD_LINES));
            }
            if (chance(0.2)) {
                Edit.append(machine, file, "+:::");
            }
            if (chance(0.2)) {
                Edit.change(machine, file, text -> text.substring(0, text.length() - 1));
            }
        }
    }

    /** A state file with anything in it. */
    DesiredState desired() {
        SortedMap<GroupName, DesiredGroup> groups = new TreeMap<>();
        for (String name : GROUPS) {
            if (chance(0.6)) {
                groups.put(new GroupName(name), new DesiredGroup(new GroupName(name), chance(0.5)));
            }
        }
        for (GroupName name : List.of(GroupName.ADMINS, GroupName.USERS)) {
            if (chance(0.4)) {
                groups.put(name, new DesiredGroup(name, true));
            }
        }
        SortedMap<HubName, DesiredUser> users = new TreeMap<>();
        HUB_NAMES.stream().filter(n -> chance(0.6)).forEach(n -> put(users, n, groups));
        Optional<IdRange> ids =
                chance(0.2) ? Optional.of(new IdRange(2000, 2000 + random.nextInt(8))) : Optional.empty();
        return new DesiredState(users, groups, Defaults.STANDARD, ids, pick(List.of(Naming.values())));
    }

    private void put(SortedMap<HubName, DesiredUser> users, String name, SortedMap<GroupName, DesiredGroup> declared) {
        SortedSet<GroupName> groups = new TreeSet<>();
        declared.keySet().stream()
                .filter(g -> GROUPS.contains(g.value()) && chance(0.5))
                .forEach(groups::add);
        HubName hub = new HubName(name);
        users.put(hub, new DesiredUser(hub, chance(0.35), chance(0.5), groups));
    }

    /** Another state file, in which so few people leave that no plan is refused for it. */
    DesiredState next(DesiredState before) {
        DesiredState fresh = desired();
        SortedMap<HubName, DesiredUser> users = new TreeMap<>(fresh.users());
        before.users().values().stream()
                .filter(user -> !fresh.users().containsKey(user.name()))
                .skip(3)
                .forEach(user -> {
                    SortedSet<GroupName> groups = new TreeSet<>(user.groups());
                    groups.retainAll(fresh.groups().keySet());
                    users.put(user.name(), new DesiredUser(user.name(), chance(0.3), true, groups));
                });
        return new DesiredState(users, fresh.groups(), fresh.defaults(), fresh.ids(), before.naming());
    }
}
