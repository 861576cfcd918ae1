package org.hubwarden.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.HubUsers;
import org.hubwarden.observed.hub.TljhConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First state files: read back by our own parser, they say what was found. */
class IntakeTest {

    private static final String CUT = "jupyter-professor.jane.doe-9edb0";
    private static final String LONG = "professor.jane.doe@university.example";

    private String accounts = account("ada", 1001) + account("ben", 1002) + account("cyd", 1003);
    private String groups = """
            jupyterhub-admins:x:900:jupyter-ada,jupyter-ben
            jupyterhub-users:x:901:jupyter-ada,jupyter-ben,jupyter-cyd
            cs101:x:902:
            """;
    private Optional<HubUsers> users = Optional.empty();
    private List<String> layout = List.of("/opt/tljh/config");
    private Optional<TljhConfig> config = Optional.empty();

    private static String account(String name, long id) {
        return "jupyter-" + name + ":x:" + id + ":" + id + "::/home/jupyter-" + name + ":/bin/bash\n";
    }

    private HubSight sight() {
        return new HubSight(
                AccountDatabases.parse(bytes(accounts), bytes(groups), new byte[0], Optional.empty()),
                new IdRange(1000, 60000),
                Map.of(),
                new SudoersSource(List.of()),
                Optional.empty(),
                layout,
                config,
                users,
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                Set.of(),
                Set.of("jupyterhub"),
                List.of(),
                true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Intake tljh(String config) {
        return FromTljh.of(sight(), TljhConfig.parse("/opt/tljh/config/config.yaml", config));
    }

    private static String text(Intake intake) {
        return StateDraft.of(intake, "hubwarden import");
    }

    private static DesiredState read(Intake intake) {
        String text = text(intake);
        StateReading reading = StateParser.parse(text.getBytes(StandardCharsets.UTF_8), "state.yaml");
        assertTrue(reading instanceof StateReading.Accepted, reading + "\n" + text);
        return ((StateReading.Accepted) reading).state();
    }

    private static DesiredUser user(DesiredState state, String name) {
        return Optional.ofNullable(state.users().get(new HubName(name))).orElseThrow();
    }

    private static List<String> names(DesiredState state) {
        return state.users().keySet().stream().map(HubName::value).toList();
    }

    @Test
    void whomTheConfigurationListsAndTheirGroupsAndLimits() {
        DesiredState state = read(tljh("""
                users:
                  allowed: [ada, new-one]
                  admin: [ben]
                  banned: [cyd]
                  extra_user_groups: {cs101: [ada], fresh: [ben], docker: [ada]}
                limits: {memory: 1.5G, cpu: 0.125}
                """));
        assertEquals(List.of("ada", "ben", "new-one"), names(state));
        assertTrue(user(state, "ada").adopt() && user(state, "ben").admin());
        assertFalse(user(state, "new-one").adopt() || user(state, "ada").admin());
        assertEquals(Set.of(new GroupName("cs101")), user(state, "ada").groups());
        assertEquals(Naming.TLJH, state.naming());
        assertEquals(
                Map.of("cs101", true, "fresh", false, "jupyterhub-admins", true, "jupyterhub-users", true),
                state.groups().values().stream()
                        .collect(java.util.stream.Collectors.toMap(g -> g.name().value(), g -> g.adopt())));
        assertEquals(1536L << 20, state.servers().each().memory().orElse(0));
        assertEquals(120, state.servers().each().cpu().orElse(0));
    }

    @Test
    void whatIsLeftOutIsSaidWithItsReason() {
        accounts += CUT + ":x:1004:1004::/home/x:/bin/bash\n";
        String text = text(tljh("users: {allowed: [ada, Bob Smith, \"x\\ny\", [list]], banned: [cyd],"
                + " extra_user_groups: {docker: [ada], cs101: [stranger]}}\nlimits: {memory: 8M}\n"));
        for (String said : List.of(
                "#   cyd: is banned, /opt/tljh/config/config.yaml:1;",
                "#   Bob Smith: has a space;",
                "#   x\\u000ay: holds a control character;",
                "users.allowed holds something else than a name",
                "#   docker: gives its members root",
                "#   stranger in group cs101: is no user here",
                "#   limits.memory 8M: is no size",
                "#   jupyter-ben: is an account, and is not in users.allowed",
                "#   " + CUT + ": is the account of somebody with a long name")) {
            assertTrue(text.contains(said), said + "\n" + text);
        }
    }

    /** Nobody is never written for everybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {"users: {admin: [ada]}", "users: {admin: [ada], allowed: []}", "users: {admin: [ada], allowed: }"
            })
    void anEmptyListMeansEverybodyWhoHasAnAccount(String config) {
        Intake intake = tljh(config);
        DesiredState state = read(intake);
        assertEquals(List.of("ada", "ben", "cyd"), names(state));
        assertTrue(user(state, "ada").admin());
        assertFalse(user(state, "ben").admin(), "being in the group is what check finds, and no decision");
        assertTrue(text(intake).contains("# users.allowed has no names, and that lets everybody in"), text(intake));
    }

    @Test
    void theDatabaseTellsLongNamesAndWhoIsGone() {
        accounts += CUT + ":x:1004:1004::/home/x:/bin/bash\n";
        users = Optional.of(new HubUsers("db", new TreeMap<>(Map.of("ada", true, LONG, false, "never-came", false))));
        Intake intake = tljh("users: {admin: [ada]}");
        assertEquals(List.of("ada", LONG), names(read(intake)));
        assertTrue(user(read(intake), LONG).adopt());
        assertTrue(text(intake).contains("#   never-came: is in the hub's database and has no account yet"));
        assertTrue(text(intake).contains("#   jupyter-cyd: is an account, and the hub's database has nobody"));
    }

    @Test
    void accountsAlone() {
        accounts += CUT + ":x:1004:1004::/home/x:/bin/bash\ncarpenter:x:1010:1010::/home/carpenter:/bin/sh\n";
        Intake intake = FromAccounts.of(sight());
        DesiredState state = read(intake);
        assertEquals(List.of("ada", "ben", "cyd"), names(state));
        assertTrue(user(state, "ada").admin()
                && user(state, "ben").admin()
                && !user(state, "cyd").admin());
        assertTrue(text(intake).contains("#   " + CUT + ": is the account of somebody with a long name"));
    }

    /** Their names are cut in nobody's way yet, and TLJH's way costs secure_path. */
    @Test
    void aHubWithTheMachinesOwnAccountsLeavesThemAsTheyAre() {
        accounts = "ada:x:1001:1001::/home/ada:/bin/bash\n";
        groups = "";
        layout = List.of();
        users = Optional.of(new HubUsers("db", new TreeMap<>(Map.of("ada", true))));
        Intake intake = FromHub.of(sight(), "url", List.of(new HubUser("ada", true), new HubUser("eve", false)));
        DesiredState state = read(intake);
        assertEquals(Naming.DOCUMENTED, state.naming());
        assertFalse(user(state, "ada").adopt());
        String text = text(intake);
        assertTrue(text.contains("hubwarden makes jupyter-ada; the account ada, uid 1001, stays as it is\n"), text);
        assertTrue(text.contains("hubwarden makes jupyter-eve\n"), text);
        accounts += account("old", 1002);
        assertEquals(
                Naming.TLJH,
                read(FromHub.of(sight(), "url", List.of(new HubUser("ada", true))))
                        .naming());
    }

    /** Otherwise the first pass would take them off servers that run. */
    @Test
    void tljhsLimitsAreTakenOverWhereverPeopleComeFrom() {
        config = Optional.of(TljhConfig.parse("config.yaml", "limits: {memory: 2G, cpu: huge}"));
        for (Intake intake :
                List.of(FromAccounts.of(sight()), FromHub.of(sight(), "url", List.of(new HubUser("ada", false))))) {
            assertEquals(2L << 30, read(intake).servers().each().memory().orElse(0));
            assertTrue(text(intake).contains("#   limits.cpu huge: is no number"), text(intake));
        }
    }

    @Test
    void whomTljhDoesNotLetInIsLeftOutWhereverPeopleComeFrom() {
        config = Optional.of(TljhConfig.parse("config.yaml", "users: {allowed: [ada], admin: [cyd]}"));
        List<HubUser> hub = List.of(new HubUser("ada", false), new HubUser("ben", true), new HubUser("cyd", true));
        for (Intake intake : List.of(FromAccounts.of(sight()), FromHub.of(sight(), "url", hub))) {
            assertEquals(List.of("ada", "cyd"), names(read(intake)));
            assertTrue(text(intake).contains("#   ben: is not in users.allowed nor users.admin of config.yaml"));
        }
    }

    /** With a spawner of ours nobody would ask TLJH any more who is banned. */
    @Test
    void whomTljhBansIsLeftOutWhereverPeopleComeFrom() {
        config = Optional.of(TljhConfig.parse("config.yaml", "users: {banned: [ben]}"));
        HubUser ben = new HubUser("ben", true);
        for (Intake intake : List.of(
                FromAccounts.of(sight()), FromHub.of(sight(), "url", List.of(new HubUser("ada", false), ben)))) {
            assertFalse(names(read(intake)).contains("ben"));
            assertTrue(text(intake).contains("#   ben: is banned, config.yaml:1;"), text(intake));
            assertFalse(text(intake).contains("#   jupyter-ben"), "once is enough: " + text(intake));
        }
    }

    @Test
    void twoWhoWouldShareAnAccount() {
        String other = "professor.jane.doe20dab@gmail.com";
        Intake intake = FromHub.of(
                sight(), "http://127.0.0.1:8081/hub/api", List.of(new HubUser(LONG, false), new HubUser(other, true)));
        assertEquals(List.of(LONG), names(read(intake)));
        assertTrue(text(intake).contains("#   " + other + ": would have the same account as " + LONG), text(intake));
    }

    @Test
    void nobodyIsNoState() {
        accounts = "root:x:0:0::/root:/bin/bash\n";
        assertTrue(FromAccounts.of(sight()).isEmpty());
        assertTrue(tljh("users:").isEmpty());
    }

    /** Whatever stands in a configuration, what is written is good, and nobody is in it who was not there. */
    @Test
    void everyImportIsReadBackWithoutAProblem() {
        List<String> words = new ArrayList<>(Corpus.rows("hub_name")
                .map(Row::text)
                .filter(text -> text.length() < 400)
                .toList());
        words.addAll(List.of("no", "0123", "1e3", "null", "007", "~", "a:", "*x", "&y", "- z", "jupyterhub-admins"));
        Random random = new Random(11);
        for (int round = 0; round < 100; round++) {
            List<HubUser> found = new ArrayList<>();
            StringBuilder passwd = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                String name = words.get(random.nextInt(words.size()));
                found.add(new HubUser(name, random.nextBoolean()));
                if (random.nextBoolean()) {
                    passwd.append(account(name.replaceAll("[:\n]", "_"), 1001 + i));
                }
            }
            accounts = passwd + account("always", 999);
            DesiredState hub = read(FromHub.of(sight(), "http://127.0.0.1/hub/api", found));
            names(hub)
                    .forEach(name ->
                            assertTrue(found.stream().anyMatch(u -> u.name().equals(name))));
            read(FromAccounts.of(sight()));
            read(tljh(config(found, random)));
        }
    }

    private static String config(List<HubUser> users, Random random) {
        List<String> quoted = users.stream()
                .map(u -> "\""
                        + u.name()
                                .chars()
                                .mapToObj(c -> String.format("\\u%04x", c))
                                .reduce("", String::concat) + "\"")
                .toList();
        String list = "[" + String.join(", ", quoted) + "]";
        return "users:\n  allowed: " + (random.nextBoolean() ? list : "") + "\n  admin: " + list
                + "\n  extra_user_groups: {" + quoted.get(0) + ": " + list + "}\n";
    }

    @ParameterizedTest
    @CsvSource({
        "4G, 4G",
        "512M, 512M",
        "1.5G, 1536M",
        "1T, 1024G",
        "4294967296, 4G",
        "2g, 2G",
        "100K, ",
        "x, ",
        "-1G, ",
        "0, "
    })
    void memoryInOurWords(String theirs, String ours) {
        assertEquals(Optional.ofNullable(ours), TljhLimits.memory(theirs));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "0.5, 0.5", "0.125, 0.12", "1.0, 1", "10, 10", "0, ", "0.001, ", "many, "})
    void processorsInOurWords(String theirs, String ours) {
        assertEquals(Optional.ofNullable(ours), TljhLimits.processors(theirs));
    }

    @Test
    void pagesOfAHub() {
        HubPage page = HubPage.parse("""
                {"items": [{"name": "ada", "admin": true, "kind": "user"}, {"name": "ben", "admin": false}],
                 "_pagination": {"offset": 0, "limit": 2, "total": 3, "next": {"offset": 2, "limit": 2, "url": "x"}}}
                """).orElseThrow();
        assertEquals(List.of(new HubUser("ada", true), new HubUser("ben", false)), page.users());
        assertEquals(2, page.next().orElse(0));
        HubPage last = HubPage.parse("{\"items\": [], \"_pagination\": {\"next\": null}}")
                .orElseThrow();
        assertTrue(last.paged() && last.next().isEmpty());
        assertFalse(HubPage.parse("[{\"name\": \"ada\", \"admin\": true}]")
                .orElseThrow()
                .paged());
        assertTrue(page.tellsAdmins() && last.tellsAdmins());
        assertFalse(HubPage.parse("[{\"name\": \"ada\", \"admin\": true}, {\"name\": \"ben\"}]")
                .orElseThrow()
                .tellsAdmins());
        for (String other : List.of("", "{}", "{\"users\": []}", "[{\"nickname\": 1}]", "<html>")) {
            assertEquals(Optional.empty(), HubPage.parse(other), other);
        }
    }
}
