package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.desired.BrakeSettings;
import org.hubwarden.desired.ClockBelief;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredGroup;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Hub;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.desired.Servers;
import org.hubwarden.desired.Until;
import org.hubwarden.laws.Machine;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.observed.HomeSight;

/** A small machine and the state file for it, built as a test needs them. Ids begin at 2001. */
final class Scene {
    final Machine machine = new Machine(new Machine.Files(
            "root:x:0:0:root:/root:/bin/bash\n",
            "root:x:0:\nsudo:x:27:\n",
            "root:*:19000:0:99999:7:::\n",
            Optional.of("root:*::\nsudo:*::\n")));
    private final SortedMap<HubName, DesiredUser> users = new TreeMap<>();
    private final SortedMap<GroupName, DesiredGroup> groups = new TreeMap<>();
    Servers servers = Servers.NONE;
    BrakeSettings brakes = BrakeSettings.STANDARD;
    ClockBelief clock = ClockBelief.SYNCHRONISED;
    Offboarding offboarding = Offboarding.STANDARD;
    IdRange ids = new IdRange(2001, 2100);

    Scene users(String... names) {
        Arrays.asList(names).forEach(name -> put(name, false, false));
        return this;
    }

    Scene admins(String... names) {
        Arrays.asList(names).forEach(name -> put(name, true, false));
        return this;
    }

    Scene adopted(String name) {
        put(name, false, true);
        return this;
    }

    private void put(String name, boolean admin, boolean adopt) {
        HubName hub = new HubName(name);
        users.put(hub, new DesiredUser(hub, admin, adopt, new TreeSet<>()));
    }

    /** A user whose account ends. */
    Scene userUntil(String name, String until) {
        return put(name, false, Optional.of(until), Optional.empty());
    }

    /** An admin who becomes a plain user. */
    Scene adminUntil(String name, String until) {
        return put(name, true, Optional.empty(), Optional.of(until));
    }

    /** An admin whose root ends, and whose account does. */
    Scene bothUntil(String name, String until, String adminUntil) {
        return put(name, true, Optional.of(until), Optional.of(adminUntil));
    }

    private Scene put(String name, boolean admin, Optional<String> until, Optional<String> adminUntil) {
        HubName hub = new HubName(name);
        users.put(
                hub,
                new DesiredUser(
                        hub,
                        admin,
                        false,
                        new TreeSet<>(),
                        until.flatMap(Until::read),
                        adminUntil.flatMap(Until::read)));
        return this;
    }

    /** The clock says so, and is right. */
    Scene at(String now) {
        machine.clock = ClockSight.good(Instant.parse(now), ZoneOffset.UTC);
        return this;
    }

    /** The clock says so, and nothing synchronises it. */
    Scene adriftAt(String now) {
        Optional<String> adrift = Optional.of("nothing synchronises it");
        machine.clock = new ClockSight(Instant.parse(now), ZoneOffset.UTC, adrift, Duration.ZERO, false);
        return this;
    }

    Scene without(String name) {
        users.remove(new HubName(name));
        return this;
    }

    /** A group of the state file that may be adopted. */
    Scene group(String name) {
        groups.put(new GroupName(name), new DesiredGroup(new GroupName(name), true));
        return this;
    }

    /** A group of the state file that may be adopted, and whose members are known to be as good as root. */
    Scene rootGroup(String name) {
        groups.put(new GroupName(name), new DesiredGroup(new GroupName(name), true, true));
        return this;
    }

    /** A user who is listed in a group of the state file, whatever the parser would say to it. */
    Scene userIn(String name, String group) {
        HubName hub = new HubName(name);
        users.put(hub, new DesiredUser(hub, false, false, new TreeSet<>(List.of(new GroupName(group)))));
        return this;
    }

    DesiredState desired() {
        return new DesiredState(
                users,
                groups,
                Defaults.STANDARD,
                Optional.of(ids),
                Naming.DOCUMENTED,
                servers,
                brakes,
                clock,
                Hub.STANDARD,
                offboarding);
    }

    Plan plan() {
        return machine.plan(desired());
    }

    /** Somebody says that it is meant. */
    Scene meant() {
        machine.approve(desired());
        return this;
    }

    Plan plan(Fights fights) {
        return machine.plan(desired(), fights);
    }

    Scene pass() {
        Plan plan = machine.pass(desired());
        if (plan.hold().isPresent()) {
            throw new IllegalStateException(plan.hold().get().sentence());
        }
        return this;
    }

    Scene passwd(String old, String fresh) {
        Machine.Files f = machine.files;
        machine.files = new Machine.Files(replaced(f.passwd(), old, fresh), f.group(), f.shadow(), f.gshadow());
        return this;
    }

    Scene group(String old, String fresh) {
        Machine.Files f = machine.files;
        machine.files = new Machine.Files(f.passwd(), replaced(f.group(), old, fresh), f.shadow(), f.gshadow());
        return this;
    }

    Scene shadow(String old, String fresh) {
        Machine.Files f = machine.files;
        machine.files = new Machine.Files(f.passwd(), f.group(), replaced(f.shadow(), old, fresh), f.gshadow());
        return this;
    }

    Scene gshadow(String old, String fresh) {
        Machine.Files f = machine.files;
        machine.files =
                new Machine.Files(f.passwd(), f.group(), f.shadow(), f.gshadow().map(t -> replaced(t, old, fresh)));
        return this;
    }

    Scene home(String name, long uid, int mode) {
        machine.homes.put("/home/jupyter-" + name, new HomeSight.Directory(uid, uid, mode, false));
        return this;
    }

    /** An empty {@code old} appends. */
    private static String replaced(String text, String old, String fresh) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("not there: " + old + " in\n" + text);
        }
        return old.isEmpty() ? text + fresh : text.replace(old, fresh);
    }

    /** The sentences of the conflicts about a subject. */
    List<String> conflicts(String subject) {
        return sentences(Finding.Kind.CONFLICT, subject);
    }

    List<String> notices(String subject) {
        return sentences(Finding.Kind.NOTICE, subject);
    }

    private List<String> sentences(Finding.Kind kind, String subject) {
        return plan().findings().stream()
                .filter(f -> f.kind() == kind && f.subject().equals(subject))
                .map(Finding::sentence)
                .toList();
    }

    /** The one change of its sort that is planned. */
    static <C extends Change> C only(Scene scene, Class<C> sort) {
        List<C> changes = scene.plan().changes(sort);
        assertEquals(1, changes.size(), () -> scene.plan().changes().toString());
        return changes.get(0);
    }

    /** Nothing is planned for the account of user a. */
    static void assertUntouched(Scene scene) {
        assertTrue(
                scene.plan().changes().stream().noneMatch(c -> c.subject().contains("jupyter-a")),
                () -> scene.plan().changes().toString());
    }
}
