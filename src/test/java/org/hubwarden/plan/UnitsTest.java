package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hubwarden.desired.Server;
import org.hubwarden.desired.Servers;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServerProcess;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.observed.UnitsSight;
import org.hubwarden.spec.UnitText;
import org.junit.jupiter.api.Test;

/** What is planned for units: files for those who differ, limits put right live, and a word about the rest. */
class UnitsTest {

    private static final Limits LIMITS =
            new Limits(OptionalLong.of(1L << 30), OptionalLong.of(1000), OptionalLong.of(64));
    private static final String BOB = "jupyter@bob.service";
    private static final long UID = 2003;
    private static final long DANA = 2004;

    private final Scene scene = new Scene().users("bob").admins("dana");
    private final List<RunningUnit> running = new ArrayList<>();
    private boolean memoryCounts = true;
    private boolean sudo = true;

    UnitsTest() {
        spawnedBy(Servers.Spawner.HUBWARDEN, new TreeMap<>());
        scene.pass();
        see();
    }

    private void spawnedBy(Servers.Spawner spawner, SortedMap<HubName, Server> users) {
        scene.servers = new Servers(
                spawner,
                List.of("/bin/sleep", "9"),
                List.of(),
                LIMITS,
                LIMITS,
                Collections.emptySortedMap(),
                users,
                sudo);
    }

    private void special(String user, Server server) {
        TreeMap<HubName, Server> users = new TreeMap<>();
        users.put(new HubName(user), server);
        spawnedBy(scene.servers.spawner(), users);
    }

    /** The machine has the files that are planned. */
    private void see() {
        TreeMap<String, DropInSight> files = new TreeMap<>(scene.machine.servers.files());
        for (UnitChange.Write write : scene.plan().changes(UnitChange.Write.class)) {
            files.put(write.path(), new DropInSight.Regular(write.content(), 0644, 0, 0));
        }
        scene.machine.servers = new ServersSight(
                files,
                new UnitsSight(
                        Optional.of(running), Optional.empty(), memoryCounts, Optional.empty(), Optional.empty()));
    }

    private void runs(String unit, String user, Limits limits, boolean outdated, ServerProcess process) {
        running.add(new RunningUnit(
                new UnitName(unit), true, user, true, limits, outdated, List.of(), Optional.of(process)));
        see();
    }

    private static ServerProcess process(boolean sandboxed, boolean ownTmp, Long... groups) {
        return new ServerProcess(UID, Set.of(groups), sandboxed, Optional.of(ownTmp));
    }

    private List<Class<?>> planned() {
        return scene.plan().changes().stream().map(Object::getClass).collect(Collectors.toList());
    }

    @Test
    void whereUnitsAreNotOursNothingIsPlanned() {
        spawnedBy(Servers.Spawner.NONE, new TreeMap<>());
        scene.machine.servers = ServersSight.NONE;
        assertEquals(List.of(), planned());
    }

    @Test
    void whereSystemdIsTooOldNothingIsPlannedAndItIsSaid() {
        scene.machine.servers = new ServersSight(Collections.emptySortedMap(), UnitsSight.tooOld("247.3-7+deb11u4"));
        assertEquals(List.of(), planned());
        assertEquals(
                List.of(
                        "servers are left alone, since the machine has systemd 247.3-7+deb11u4 and they need 252 or later:"
                                + " go to Debian 12 or later, or write hub: {spawner: none}"),
                scene.plan().findings().stream().map(Finding::sentence).toList());
    }

    @Test
    void aMachineThatHasEverythingIsLeftAlone() {
        runs(BOB, "jupyter-bob", LIMITS, false, process(true, true));
        assertEquals(List.of(), planned());
        assertEquals(List.of(), scene.plan().findings());
    }

    @Test
    void onlyThoseWhoDifferHaveADropIn() {
        assertEquals(
                Set.of(
                        UnitText.TEMPLATE_PATH,
                        UnitText.SLICE_PATH,
                        "/etc/systemd/system/jupyter@dana.service.d/50-hubwarden.conf"),
                scene.machine.servers.files().keySet());
        special("bob", new Server(Limits.UNSAID, true, false));
        UnitChange.Write write = Scene.only(scene, UnitChange.Write.class);
        assertEquals("/etc/systemd/system/jupyter@bob.service.d/50-hubwarden.conf", write.path());
        assertEquals(Symbol.CREATE, write.symbol());
        see();
        special("bob", Server.ORDINARY);
        assertEquals(write.path(), Scene.only(scene, UnitChange.Remove.class).path());
        assertEquals(List.of(UnitChange.Remove.class), planned());
    }

    @Test
    void withoutSudoInServersThatOfAnAdminIsAsTheOthers() {
        String dropIn = "/etc/systemd/system/jupyter@dana.service.d/50-hubwarden.conf";
        runs("jupyter@dana.service", "jupyter-dana", LIMITS, false, danas(false));
        assertEquals(List.of(), said());
        sudo = false;
        special("dana", Server.ORDINARY);
        assertEquals(dropIn, Scene.only(scene, UnitChange.Remove.class).path());
        assertEquals(1, said().size());
        assertTrue(said().get(0).contains("lets sudo work, although hub: {sudo_in_server: false}"), said()::toString);
        running.clear();
        runs("jupyter@dana.service", "jupyter-dana", LIMITS, false, danas(true));
        assertEquals(List.of(), said());
    }

    @Test
    void withoutSudoInServersNoRelaxedOneBringsItBack() {
        sudo = false;
        special("dana", new Server(Limits.UNSAID, true, false));
        String text = Scene.only(scene, UnitChange.Write.class).content();
        assertFalse(text.contains("NoNewPrivileges"), text);
        assertTrue(text.contains("RestrictSUIDSGID=no"), text);
        special("bob", new Server(Limits.UNSAID, true, false));
        assertTrue(
                scene.plan().changes(UnitChange.Write.class).stream()
                        .anyMatch(write -> write.content().contains("NoNewPrivileges=no")),
                "who is no admin has no sudo to lose");
    }

    @Test
    void withoutSudoInServersTljhsAreKeptFromItByADropIn() {
        sudo = false;
        spawnedBy(Servers.Spawner.TLJH, new TreeMap<>());
        String text = scene.plan().changes(UnitChange.Write.class).stream()
                .filter(write -> write.path().contains("jupyter-dana.service.d"))
                .map(UnitChange.Write::content)
                .collect(Collectors.joining());
        assertTrue(text.contains("NoNewPrivileges=yes"), text);
    }

    private List<String> said() {
        return scene.plan().findings().stream().map(Finding::sentence).toList();
    }

    private static ServerProcess danas(boolean sandboxed) {
        return new ServerProcess(DANA, Set.of(), sandboxed, Optional.of(true));
    }

    @Test
    void whoLeavesLosesTheDropInAndWhoIsInConflictKeepsIt() {
        special("bob", new Server(Limits.UNSAID, true, false));
        see();
        scene.passwd("jupyter-bob:x:2003:", "jupyter-bob:x:2099:");
        assertEquals(1, scene.conflicts("bob").size());
        assertEquals(List.of(), scene.plan().changes(UnitChange.class));
        scene.passwd("jupyter-bob:x:2099:", "jupyter-bob:x:2003:").without("bob");
        assertEquals(1, scene.plan().changes(UnitChange.Remove.class).size());
    }

    @Test
    void aTemplateThatSomebodyElseWroteIsLeftAlone() {
        scene.machine.servers = new ServersSight(
                new TreeMap<>(
                        java.util.Map.of(UnitText.TEMPLATE_PATH, new DropInSight.Regular("[Service]\n", 0644, 0, 0))),
                UnitsSight.NONE);
        assertEquals(1, scene.conflicts(UnitText.TEMPLATE_PATH).size());
        assertTrue(scene.plan().changes(UnitChange.Write.class).stream()
                .noneMatch(write -> write.path().equals(UnitText.TEMPLATE_PATH)));
    }

    @Test
    void aNewTemplateIsReadAgainOnlyWhereItIsInUse() {
        scene.servers = new Servers(
                Servers.Spawner.HUBWARDEN,
                List.of("/bin/other"),
                List.of(),
                LIMITS,
                LIMITS,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                true);
        assertEquals(List.of(UnitChange.Write.class), planned());
        RunningUnit bob = new RunningUnit(
                new UnitName(BOB), true, "jupyter-bob", true, LIMITS, false, List.of(), Optional.empty());
        scene.machine.servers = new ServersSight(
                scene.machine.servers.files(),
                new UnitsSight(Optional.of(List.of(bob)), Optional.empty(), true, Optional.empty(), Optional.empty()));
        assertEquals(List.of(UnitChange.Write.class, UnitChange.Reload.class), planned());
    }

    @Test
    void aReloadThatACrashLeftOutIsMadeUpForUnlessTheUnitIsSpecial() {
        runs(BOB, "jupyter-bob", LIMITS, true, process(true, true));
        assertEquals(List.of(UnitChange.Reload.class), planned());
        special("bob", new Server(LIMITS, true, false));
        see();
        assertEquals(List.of(), planned());
    }

    @Test
    void limitsInForceAreSetRightWhileTheUnitRuns() {
        Limits drifted = new Limits(OptionalLong.of(Limits.UNLIMITED), LIMITS.cpu(), OptionalLong.of(7));
        runs(BOB, "jupyter-bob", drifted, false, process(true, true));
        UnitChange.Adjust adjust = Scene.only(scene, UnitChange.Adjust.class);
        assertEquals(new Limits(LIMITS.memory(), OptionalLong.empty(), LIMITS.tasks()), adjust.to());
        assertEquals(List.of(UnitChange.Adjust.class), planned());
    }

    @Test
    void whereNothingIsSaidThereIsNoLimitButSystemdsOwnOnTasks() {
        scene.servers = new Servers(
                Servers.Spawner.HUBWARDEN,
                List.of("/bin/sleep", "9"),
                List.of(),
                Limits.UNSAID,
                Limits.UNSAID,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                true);
        runs(BOB, "jupyter-bob", LIMITS, false, process(true, true));
        OptionalLong unlimited = OptionalLong.of(Limits.UNLIMITED);
        assertEquals(
                new Limits(unlimited, unlimited, OptionalLong.empty()),
                Scene.only(scene, UnitChange.Adjust.class).to());
    }

    /** TLJH, or whoever configured its hub, set them; a server without them could take the whole machine. */
    @Test
    void whereNothingIsSaidTljhsServersKeepTheLimitsThatItStartedThemWith() {
        OptionalLong none = OptionalLong.empty();
        scene.servers = new Servers(
                Servers.Spawner.TLJH,
                List.of("/bin/sleep", "9"),
                List.of(),
                Limits.UNSAID,
                new Limits(none, OptionalLong.of(LIMITS.cpu().orElseThrow() + 1), none),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                true);
        runs("jupyter-bob.service", "jupyter-bob", LIMITS, false, process(true, true));
        assertEquals(
                new Limits(none, OptionalLong.of(LIMITS.cpu().orElseThrow() + 1), none),
                Scene.only(scene, UnitChange.Adjust.class).to(),
                "what is said counts");
    }

    @Test
    void whatOnlyARestartMendsIsSaidAndNotDone() {
        long admins = scene.machine.ledger.gid(GroupName.ADMINS).orElseThrow();
        runs(BOB, "jupyter-bob", LIMITS, false, process(false, false, admins));
        assertEquals(List.of(), planned());
        String said = String.join("\n", scene.notices("bob"));
        assertTrue(said.contains("has no /tmp of its own"), said);
        assertTrue(said.contains("runs without the sandbox"), said);
        assertTrue(said.contains("still holds the group of admins"), said);
        assertEquals(3, scene.notices("bob").size());
    }

    @Test
    void aGroupThatWasGivenOrTakenCountsFromTheNextStart() {
        scene.group("cs101").userIn("bob", "cs101").pass();
        long gid = scene.machine.ledger.gid(new GroupName("cs101")).orElseThrow();
        runs(BOB, "jupyter-bob", LIMITS, false, process(true, true));
        assertTrue(
                scene.notices("bob").get(0).contains("does not have the group cs101 yet"),
                scene.notices("bob").toString());
        scene.users("bob").pass();
        assertEquals(List.of(), scene.notices("bob"), "it is as it should be by chance");
        running.clear();
        runs(BOB, "jupyter-bob", LIMITS, false, process(true, true, gid));
        assertTrue(scene.notices("bob").get(0).contains("still has the group cs101"));
    }

    @Test
    void aUnitThatRunsAsSomebodyElseIsAConflict() {
        runs(BOB, "", LIMITS, false, process(true, true));
        assertTrue(
                scene.conflicts("bob").get(0).contains("is set to run as root"),
                scene.conflicts("bob").get(0));
        running.clear();
        runs(BOB, "jupyter-bob", LIMITS, false, new ServerProcess(0, Set.of(), true, Optional.of(true)));
        assertTrue(
                scene.conflicts("bob").get(0).contains("runs as uid 0"),
                scene.conflicts("bob").get(0));
        assertEquals(List.of(), planned());
    }

    @Test
    void whoIsToBeKeptRunningIsStarted() {
        special("bob", new Server(Limits.UNSAID, false, true));
        assertEquals(
                new UnitName(BOB), Scene.only(scene, UnitChange.Start.class).unit());
        runs(BOB, "jupyter-bob", LIMITS, false, process(true, true));
        assertEquals(List.of(), planned());
        scene.machine.servers = new ServersSight(scene.machine.servers.files(), UnitsSight.unknown("no bus"));
        assertEquals(List.of(), planned(), "what cannot be seen is not started again");
    }

    @Test
    void unitsOfOthersAreNamed() {
        runs("jupyter@stranger.service", "x", LIMITS, false, process(true, true));
        assertTrue(scene.notices("units").get(0).contains("jupyter@stranger.service"));
        scene.without("bob").pass();
        scene.machine.runs = false;
        runs(BOB, "jupyter-bob", LIMITS, false, process(true, true));
        assertTrue(scene.notices(BOB).get(0).contains("its user left the state file"));
    }

    @Test
    void limitsThatTheKernelDoesNotKeepAreAFinding() {
        memoryCounts = false;
        see();
        assertTrue(scene.notices("units").get(0).contains("cgroup version 2"));
    }

    /** Of two drop-ins with one name systemd reads only the more special one. */
    @Test
    void whatHoldsForAllOfTljhsUnitsIsNotHiddenByWhatIsSpecialAboutOne() {
        String common = UnitText.TLJH_PATH.substring(UnitText.TLJH_PATH.lastIndexOf('/'));
        assertTrue(!UnitText.dropInPath(new UnitName("jupyter-bob.service")).endsWith(common), common);
    }

    @Test
    void tljhsUnitsGetAPrefixDropInAndTheirUsersOnes() {
        spawnedBy(Servers.Spawner.TLJH, new TreeMap<>());
        special(
                "bob",
                new Server(
                        new Limits(OptionalLong.of(5L << 30), OptionalLong.empty(), OptionalLong.empty()),
                        false,
                        false));
        List<String> written = scene.plan().changes(UnitChange.Write.class).stream()
                .map(UnitChange.Write::path)
                .sorted()
                .toList();
        assertEquals(
                List.of(UnitText.TLJH_PATH, "/etc/systemd/system/jupyter-bob.service.d/50-hubwarden.conf"), written);
        assertEquals(3, scene.plan().changes(UnitChange.Remove.class).size(), "and those of our own units go");
    }
}
