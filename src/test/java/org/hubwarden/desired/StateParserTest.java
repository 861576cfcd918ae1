package org.hubwarden.desired;

import static org.hubwarden.desired.Readings.accepted;
import static org.hubwarden.desired.Readings.problems;
import static org.hubwarden.desired.Readings.refused;
import static org.hubwarden.desired.Readings.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HomeMode;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.NameFault;
import org.hubwarden.model.Naming;
import org.junit.jupiter.api.Test;

class StateParserTest {

    private static final String HEAD = "version: 1\nusers: []\n";

    private static DesiredUser user(String name, boolean admin, boolean adopt, String... groups) {
        SortedSet<GroupName> names = new TreeSet<>();
        for (String group : groups) {
            names.add(new GroupName(group));
        }
        return new DesiredUser(new HubName(name), admin, adopt, names);
    }

    private static Set<DesiredUser> users(String text) {
        return Set.copyOf(accepted(text).state().users().values());
    }

    @Test
    void everyKeyArrives() {
        DesiredState state = accepted("""
                        # yaml-language-server: $schema=x
                        version: 1
                        users:
                          alice:
                          bob: {groups: [cs101, lab], adopt: true}
                          eve: {}
                        admins:
                          dana:
                          erin: {groups: [lab], adopt: false}
                          alice:
                        groups:
                          cs101:
                          lab: {adopt: true}
                        defaults: {shell: /bin/sh, home: /srv/home, home_mode: "0710", skeleton: /srv/skel}
                        ids: {min: 2000, max: 2999}
                        hub: {naming: tljh}
                        brakes: {removals: 5, promotions: 0}
                        """).state();

        assertEquals(
                Set.of(
                        user("alice", true, false),
                        user("bob", false, true, "cs101", "lab"),
                        user("eve", false, false),
                        user("dana", true, false),
                        user("erin", true, false, "lab")),
                Set.copyOf(state.users().values()));
        assertEquals(
                Set.of(new DesiredGroup(new GroupName("cs101"), false), new DesiredGroup(new GroupName("lab"), true)),
                Set.copyOf(state.groups().values()));
        assertEquals(new Defaults("/bin/sh", "/srv/home", HomeMode.GROUP_MAY_PASS, "/srv/skel"), state.defaults());
        assertEquals(Optional.of(new IdRange(2000, 2999)), state.ids());
        assertEquals(Naming.TLJH, state.naming());
        assertEquals(new BrakeSettings(new BrakeSettings.Removals(5, false), 0), state.brakes());
    }

    @Test
    void timesOfOffboardingAreReadStrictly() {
        Offboarding read = accepted(HEAD + "offboarding: {archive_after: 0d, grace: 0, message: \"It's over.\"}\n")
                .state()
                .offboarding();
        assertEquals(new Offboarding(0, Duration.ZERO, Optional.of("It's over.")), read);
        for (String hours : List.of("24h", "1440m", "86400s")) {
            assertEquals(
                    Duration.ofDays(1),
                    accepted(HEAD + "offboarding: {grace: " + hours + "}\n")
                            .state()
                            .offboarding()
                            .grace());
        }
    }

    @Test
    void whatIsAbsentHasItsStandard() {
        for (String rest : List.of("", "defaults:\nids: {}\nhub: ~\n")) {
            DesiredState state = accepted(HEAD + rest).state();
            assertEquals(
                    new DesiredState(
                            Collections.emptySortedMap(),
                            Collections.emptySortedMap(),
                            Defaults.STANDARD,
                            Optional.empty(),
                            Naming.DOCUMENTED),
                    state);
        }
    }

    @Test
    void jsonWindowsLinesAndAnExplicitDocumentAreYamlToo() {
        Set<DesiredUser> alice = Set.of(user("alice", true, false));

        assertEquals(alice, users("{\"version\":1,\"users\":[\"alice\"],\"admins\":{\"alice\":null}}\n"));
        assertEquals(alice, users("version: 1\r\nusers:\r\n  - alice\r\nadmins: [alice]\r\n"));
        assertEquals(alice, users("---\nversion: 1\nusers: []\nadmins: [alice]\n...\n"));
    }

    @Test
    void aNameThatYamlTakesForAValueIsAName() {
        assertEquals(
                Set.of(user("null", false, false), user("true", false, false), user("0x10", false, false)),
                users("version: 1\nusers:\n  null: null\n  true:\n  0x10: {}\n"));
    }

    @Test
    void settingsOfOnePersonStandInOnePlace() {
        assertEquals(
                Set.of(user("a", true, true), user("b", true, true)),
                users("version: 1\nusers: {a: {adopt: true}, b: }\nadmins: {a: {}, b: {adopt: true}}\n"));
        assertEquals(
                List.of(
                        "3:10: \"a\" has settings under users as well, at line 2; keep all but until in one of the two places"),
                problems("version: 1\nusers: {a: {adopt: true}}\nadmins: {a: {adopt: true}}\n"));
    }

    @Test
    void anAccountsNameInPlaceOfAUsersIsAWarning() {
        assertEquals(
                List.of(
                        "2:9: the name \"jupyter-a\" begins as accounts do; the account of this user is jupyter-jupyter-a,"
                                + " so if the account jupyter-a was meant, write a"),
                warnings("version: 1\nusers: [jupyter-a, jupyterhub, jupyter]\n"));
    }

    @Test
    void aNameListedTwiceIsAWarning() {
        String again = "\"a\" is listed twice, first at line 2; it counts once";

        assertEquals(List.of("2:12: " + again), warnings("version: 1\nusers: [a, a]\n"));
        assertEquals(
                List.of("2:25: \"g\" is listed twice, first at line 2; it counts once"),
                warnings("version: 1\nusers: {a: {groups: [g, g]}}\ngroups: [g]\n"));
    }

    @Test
    void warningsAreCappedAndCounted() {
        List<String> warnings = warnings("version: 1\nusers:\n" + "  - a\n".repeat(1000));

        assertEquals(101, warnings.size());
        assertTrue(warnings.get(0).startsWith("4:5: "));
        assertEquals("899 more warnings of this kind", warnings.get(100));
    }

    @Test
    void twoHubNamesOfOneUnixNameAreForThePlan() {
        assertEquals(
                2,
                accepted("version: 1\nusers: [professor.jane.doe@university.example, professor.jane.doed3b99]\n")
                        .state()
                        .users()
                        .size());
    }

    @Test
    void theFirstHundredProblemsAreKeptInTheOrderOfTheFileAndAllAreCounted() {
        String bad = IntStream.range(0, 500).mapToObj(i -> "  - U" + i + "\n").collect(Collectors.joining());
        StateReading.Refused reading = refused("version: 1\nadmins:\n" + bad + "users:\n" + bad + "hub: {x: 1}\n");

        assertEquals(1001, reading.total());
        assertEquals(
                IntStream.range(3, 103).boxed().toList(),
                reading.problems().stream().map(Problem::line).toList());
    }

    @Test
    void problemsOfAllSectionsComeTogether() {
        assertEquals(
                List.of(
                        "the key users is missing; list everybody under users:, or write users: [] for nobody",
                        "1:10: version must be 1, without quotes, and not \"one\"",
                        "2:1: the key \"user\" is unknown in the state file; did you mean users?",
                        "3:10: the name \"B\" " + NameFault.NOT_LOWERCASE.sentence(),
                        "4:15: naming must be documented or tljh, and not \"tlhj\""),
                problems("version: one\nuser: [a]\nadmins: [B]\nhub: {naming: tlhj}\n"));
    }

    @Test
    void aProblemOfAGroupIsNotAProblemOfItsMembersToo() {
        assertEquals(
                List.of("3:10: the group \"docker\" gives its members root, or a way to it; list those who shall have"
                        + " it under admins, or if this is meant write \"docker: {adopt: true, root_equivalent: true}\""
                        + " under groups"),
                problems("version: 1\nusers: {a: {groups: [docker]}}\ngroups: [docker]\n"));
    }

    @Test
    void aGroupThatIsAsGoodAsRootIsTakenWhereThatIsSaid() {
        assertEquals(
                Set.of(new DesiredGroup(new GroupName("docker"), true, true)),
                Set.copyOf(accepted("""
                                version: 1
                                users: {a: {groups: [docker]}}
                                groups: {docker: {adopt: true, root_equivalent: true}}
                                """).state().groups().values()));
    }

    @Test
    void theBuiltInGroupsMayBeAdopted() {
        assertEquals(
                Set.of(new DesiredGroup(GroupName.ADMINS, true), new DesiredGroup(GroupName.USERS, true)),
                Set.copyOf(
                        accepted(HEAD + "groups: {jupyterhub-admins: {adopt: true}, jupyterhub-users: {adopt: true}}\n")
                                .state()
                                .groups()
                                .values()));
    }

    @Test
    void nobodyIsPutIntoABuiltInGroupByNameAlsoWhenItIsAdopted() {
        assertEquals(
                List.of("2:22: the group \"jupyterhub-admins\" is made by hubwarden and filled from admins; list the"
                        + " people under admins"),
                problems("""
                        version: 1
                        users: {a: {groups: [jupyterhub-admins]}}
                        groups: {jupyterhub-admins: {adopt: true}}
                        """));
    }

    @Test
    void aCutOffFileIsToldBesideItsOtherProblems() {
        assertEquals(
                List.of(
                        "2:9: the name \"B\" " + NameFault.NOT_LOWERCASE.sentence(),
                        "2:11: the file looks cut off: no newline at its end; if it is complete, end it with a newline"),
                problems("version: 1\nusers: [B]"));
    }

    @Test
    void anotherVersionIsNotReadByTheRulesOfThisOne() {
        assertEquals(
                List.of("2:10: version 2 is not known to this version of hubwarden; write version: 1"),
                problems("people: []\nversion: 2\n"));
    }
}
