package org.hubwarden.checkup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hubwarden.desired.Servers;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.observed.hub.BusRules;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.HubUsers;
import org.hubwarden.observed.hub.SeenProcess;
import org.hubwarden.observed.hub.Stray;
import org.hubwarden.observed.hub.SudoersFile;
import org.hubwarden.observed.hub.TljhConfig;
import org.junit.jupiter.api.Test;

/** What is found where, and what is not. The whole of it, letter for letter, is in {@code cli.GoldenTest}. */
class InspectorTest {

    private String group = "root:x:0:\njupyterhub-users:x:900:jupyter-ada,jupyter-ben\n";
    private String shadow = "jupyter-ada:!:1::::::\njupyter-ben:*:1::::::\n";
    private Map<String, HomeSight> homes = Map.of();
    private Optional<SudoersFile> rule = Optional.empty();
    private Optional<TljhConfig> config = Optional.empty();
    private Optional<HubUsers> users = Optional.empty();
    private List<SeenProcess> processes = List.of();
    private List<Stray> strays = List.of();
    private Declared declared = Declared.NOBODY;
    private Set<String> busUsers = Set.of("jupyterhub");

    private String passwd = """
            root:x:0:0::/root:/bin/bash
            jupyter-ada:x:1001:1001::/home/jupyter-ada:/bin/bash
            jupyter-ben:x:1002:1002::/home/jupyter-ben:/bin/bash
            """;

    private List<String> found() {
        return inspection().findings().stream()
                .map(w -> w.id() + " " + w.rank().word())
                .toList();
    }

    private Inspection inspection() {
        HubSight sight = new HubSight(
                AccountDatabases.parse(bytes(passwd), bytes(group), bytes(shadow), Optional.empty()),
                new IdRange(1000, 60000),
                homes,
                new SudoersSource(List.of()),
                rule,
                List.of(),
                config,
                users,
                List.of(),
                processes,
                "machine",
                List.of(),
                strays,
                Set.of(),
                busUsers,
                List.of(),
                true);
        return Inspector.inspect(sight, declared);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SeenProcess process(long uid, String unit, String tmp) {
        return new SeenProcess(uid + 1000, uid, unit, List.of("x"), tmp);
    }

    @Test
    void aHubThatTheBusDoesNotLetAskIsFound() {
        declared = new Declared(Map.of(), "www-hub", Servers.Spawner.NONE);
        assertEquals(List.of("hub-bus low"), found());
        busUsers = BusRules.users("<busconfig>\n<!-- <policy user=\"x\"><allow send_destination=\"org.hubwarden1\"/>"
                + "</policy> -->\n<policy user='other'><allow send_destination='org.example'/></policy>\n"
                + "<policy user=\"www-hub\"><allow send_destination=\"org.hubwarden1\"/></policy></busconfig>");
        assertEquals(Set.of("www-hub"), busUsers);
        assertEquals(List.of(), found());
    }

    @Test
    void aMachineInOrderHasNoFinding() {
        homes = Map.of("/home/jupyter-ada", new HomeSight.Directory(1001, 1001, 0750, false));
        rule = Optional.of(new SudoersFile("/etc/sudoers.d/jupyterhub-admins", 0440, 0, 0, true));
        processes = List.of(process(1001, "a.service", "a"), process(1002, "b.service", "b"));
        assertEquals(List.of(), found());
    }

    @Test
    void oneTmpForTwoIsSharedAlsoWhereItIsNotTheMachines() {
        processes = List.of(process(1001, "hub.service", "x"), process(1002, "hub.service", "x"));
        assertEquals(List.of("shared-tmp high"), found());
    }

    @Test
    void aSessionIsNoServer() {
        processes = List.of(process(1001, "session-1.scope", "machine"), process(1002, "user@1002.service", "machine"));
        assertEquals(List.of(), found());
    }

    @Test
    void aJobOfCronOrAtIsNoServer() {
        processes = List.of(process(1001, "cron.service", "machine"), process(1002, "atd.service", "machine"));
        assertEquals(List.of(), found());
    }

    @Test
    void anAdminWhomNobodyListsIsStale() {
        group += "jupyterhub-admins:x:901:jupyter-ada,jupyter-ben\n";
        assertEquals(List.of(), found(), "nothing says who should be");
        config = Optional.of(TljhConfig.parse("config.yaml", "users: {admin: [ada]}"));
        assertEquals(List.of("stale-admin high"), found());
        users = Optional.of(new HubUsers("db", new TreeMap<>(Map.of("ada", true, "ben", true))));
        assertEquals(List.of("remembered-admin medium"), found());
        declared = new Declared(Map.of("jupyter-ada", true, "jupyter-ben", false), "jupyterhub", Servers.Spawner.NONE);
        assertEquals(List.of(), found(), "the state file says, and the plan judges");
    }

    @Test
    void anAdminByPrimaryGroupIsOneAsWell() {
        group += "jupyterhub-admins:x:1002:\n";
        config = Optional.of(TljhConfig.parse("config.yaml", "users: {admin: [ada]}"));
        assertEquals(List.of("stale-admin high", "hub-admin medium"), found());
    }

    @Test
    void whoIsGoneFromTheHubAndNotLockedIsFound() {
        users = Optional.of(new HubUsers("db", new TreeMap<>(Map.of("ada", false))));
        assertEquals(List.of("gone-user medium"), found());
        shadow = "jupyter-ada:!:1::::::\njupyter-ben:!:1:::::1:\n";
        assertEquals(List.of(), found());
    }

    @Test
    void rootByAnotherGroup() {
        group += "disk:x:6:jupyter-ada\nbackup:x:0:jupyter-ben,carpenter\n";
        assertEquals(List.of("root-equivalent high"), found());
    }

    /** As a hub with PAM has them: ada is an admin of the machine, and www-data is no person. */
    private void theMachinesOwn() {
        passwd = """
                root:x:0:0::/root:/bin/bash
                www-data:x:33:33::/var/www:/usr/sbin/nologin
                ada:x:1001:1001::/home/ada:/bin/bash
                ben:x:1002:1002::/home/ben:/bin/bash
                carpenter:x:1003:1003::/home/carpenter:/bin/bash
                """;
        group = "root:x:0:\nsudo:x:27:ada,carpenter\n";
        shadow = "ada:$6$x:1::::::\nben:$6$x:1::::::\n";
        users = Optional.of(new HubUsers("db", new TreeMap<>(Map.of("ada", true, "ben", false, "www-data", false))));
    }

    @Test
    void aHubWithTheMachinesOwnAccountsIsJudgedByTheNamesInItsDatabase() {
        theMachinesOwn();
        homes = Map.of("/home/ben", new HomeSight.Directory(1002, 1002, 0755, false));
        processes = List.of(
                process(1001, "jupyter-ada-singleuser.service", "x"),
                process(1002, "jupyter-ben-singleuser.service", "x"));
        assertEquals(List.of("shared-tmp high", "open-home high", "hub-admin medium", "no-account low"), found());
        assertEquals(2, inspection().accounts());
        assertTrue(inspection().areMachines());
        processes = List.of(process(1001, "backup.service", "machine"), process(1002, "ads.service", "machine"));
        assertFalse(found().contains("shared-tmp high"), "what they do elsewhere is not the hub's");
    }

    /** Whoever may choose a name in the hub chooses the carpenter's. */
    @Test
    void nothingIsAdvisedThatTakesSomethingFromTheMachinesOwnAccounts() {
        theMachinesOwn();
        users = Optional.of(
                new HubUsers("db", new TreeMap<>(Map.of("ada", false, "carpenter", false, "nobody", false))));
        passwd += "nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\n";
        shadow = "ada::1::::::\ncarpenter:$6$x:1::::::\n";
        assertEquals(List.of("no-password-asked high", "no-account low"), found());
        assertEquals("passwd ada", inspection().findings().get(0).cure());
        assertEquals(2, inspection().accounts());
    }

    @Test
    void theHubsAdminsWhoHaveNoRootYetAreSaid() {
        config = Optional.of(TljhConfig.parse("config.yaml", "users: {admin: [ada], banned: [cyd]}"));
        users = Optional.of(new HubUsers("db", new TreeMap<>(Map.of("ada", false, "ben", true, "cyd", true))));
        assertEquals(List.of("hub-admin medium"), found());
        assertEquals(
                List.of("ada: config.yaml:1", "ben: in db"),
                inspection().findings().get(0).evidence());
        group += "jupyterhub-admins:x:901:jupyter-ada,jupyter-ben\n";
        assertEquals(List.of("remembered-admin medium"), found());
    }

    @Test
    void whomTljhDoesNotLetInNeedsNoAccount() {
        config = Optional.of(TljhConfig.parse("config.yaml", "users: {allowed: [ada, eve]}"));
        users = Optional.of(new HubUsers("db", new TreeMap<>(Map.of("ada", false, "ben", false, "gone", true))));
        assertEquals(List.of("no-account low"), found());
        assertEquals(
                List.of("eve: config.yaml:1"), inspection().findings().get(0).evidence());
    }

    @Test
    void anAccountLikeAHubsIsEnoughToTakeNobodyElsesForOne() {
        theMachinesOwn();
        passwd += "jupyter-ada:x:1004:1004::/home/jupyter-ada:/bin/bash\n";
        assertEquals(1, inspection().accounts());
        assertEquals(
                List.of("ben: in db", "www-data: in db"),
                inspection().findings().get(1).evidence(),
                "whose accounts are to come");
    }

    @Test
    void whoHasNoAccountYetIsSaidUntilAStateFileSaysIt() {
        config = Optional.of(
                TljhConfig.parse("config.yaml", "users: {admin: [ada, zoë], allowed: [eve, cyd], banned: [cyd]}"));
        assertEquals(List.of("hub-admin medium", "no-account low"), found());
        assertEquals(
                List.of("eve: config.yaml:1"), inspection().findings().get(1).evidence());
        declared = new Declared(Map.of("jupyter-ada", true), "jupyterhub", Servers.Spawner.NONE);
        assertEquals(List.of(), found());
    }

    @Test
    void idsThatComeNextAreWorseThanOthers() {
        strays = List.of(new Stray(1000, "/home/x", false));
        assertEquals(List.of("id-reuse low"), found());
        strays = List.of(new Stray(1003, "/home/x", false));
        assertEquals(List.of("id-reuse medium"), found());
    }

    @Test
    void theSudoersFile() {
        for (int mode : new int[] {0460, 0442, 0640, 0444}) {
            rule = Optional.of(new SudoersFile("f", mode, 0, 0, true));
            String rank = (mode & 022) != 0 ? "high" : "low";
            assertEquals(List.of("sudoers-file " + rank), found(), Integer.toOctalString(mode));
        }
        rule = Optional.of(new SudoersFile("f", 0440, 1000, 0, true));
        assertEquals(List.of("sudoers-file high"), found());
    }

    @Test
    void theWorstComesFirstAndEveryIdIsDocumented() throws Exception {
        strays = List.of(new Stray(1003, "/home/x", false), new Stray(1003, "pid 1", true));
        shadow = "jupyter-ada:$6$x:1::::::\njupyter-ben::1::::::\n";
        List<String> found = found();
        assertEquals(
                List.of("no-password-asked high", "stray-process high", "password medium", "id-reuse medium"), found);
        String document = java.nio.file.Files.readString(java.nio.file.Path.of("docs/json.md"));
        found.forEach(f -> assertTrue(document.contains("`" + f.substring(0, f.indexOf(" ")) + "`"), f));
    }
}
