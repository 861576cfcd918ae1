package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One mistake at a time, with the sentence it gets. The third line of the file is the one with the mistake. */
class StateProblemsTest {

    private static final String HEAD = "version: 1\nusers: []\n";

    private static final String PATH = "an absolute path without . or .. of a-z, A-Z, 0-9 and . _ @ + - /";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // keys
                "offboarding: {keep_archives: 1y}|3:15: the key \"keep_archives\" is not known to this version of hubwarden; take it out for now",
                "offboarding: {grace: 5}|3:22: grace must be 0 or a time up to 24h, in seconds, minutes or hours, such as 5m, and not \"5\"",
                "offboarding: {grace: 05m}|3:22: grace must be 0 or a time up to 24h, in seconds, minutes or hours, such as 5m, and not \"05m\"",
                "offboarding: {grace: 25h}|3:22: grace must be 0 or a time up to 24h, in seconds, minutes or hours, such as 5m, and not \"25h\"",
                "offboarding: {grace: -1s}|3:22: grace must be 0 or a time up to 24h, in seconds, minutes or hours, such as 5m, and not \"-1s\"",
                "offboarding: {archive_after: 30}|3:30: archive_after must be a number of days from 0d to 3650d, such as 30d, and not \"30\"",
                "offboarding: {archive_after: 3651d}|3:30: archive_after must be a number of days from 0d to 3650d, such as 30d, and not \"3651d\"",
                "offboarding: {archive_after: 1.5d}|3:30: archive_after must be a number of days from 0d to 3650d, such as 30d, and not \"1.5d\"",
                "hub: {nameing: x}|3:7: the key \"nameing\" is unknown in hub; did you mean naming?",
                "defaults: {Shell: x}|3:12: the key \"Shell\" is unknown in defaults; did you mean shell?",
                "ids: {mni: 1}|3:7: the key \"mni\" is unknown in ids; did you mean min?",
                "ids: {low: 1}|3:7: the key \"low\" is unknown in ids; the keys there are min, max",
                "admins: {a: {group: []}}|3:14: the key \"group\" is unknown in the settings of a user; did you mean groups?",
                "groups: {a: {root_equivalent: yes}}|3:31: root_equivalent must be true or false, without quotes, and not \"yes\"",
                "groups: {root: {root_equivalent: true}}|3:10: the group \"root\" is root's own; list those who shall be root under admins",
                "groups: {wheel: {root_equivalent: false}}|3:10: the group \"wheel\" gives its members root, or a way to it; list those who shall have it under admins, or if this is meant write \"wheel: {adopt: true, root_equivalent: true}\" under groups",
                // types
                "admins: a|3:9: admins must be a list of names or a map, and not a text; put brackets around the names, such as admins: [alice, bob]",
                "admins:|3:8: admins must be a list of names or a map, and not empty; for none, write admins: []",
                "admins: [[a]]|3:10: an entry of admins is a list and not a name; write one name",
                "admins: [a: {adopt: true}]|3:10: an entry of admins is a map and not a name; to give settings, write all of admins as a map, without the dashes",
                "groups: {cs101: [a]}|3:17: the settings of \"cs101\" in groups must be a map or nothing, and not a list; who is in a group is said at each user: alice: {groups: [cs101]} under users",
                "admins: {a: {until:2027-01-31}}|3:14: the key \"until:2027-01-31\" lacks a space after its colon; write it as \"until: ...\"",
                "admins: {a: true}|3:13: the settings of \"a\" in admins must be a map or nothing, and not a text",
                "admins: {a: []}|3:13: the settings of \"a\" in admins must be a map or nothing, and not a list",
                "admins: {a: {adopt: yes}}|3:21: adopt must be true or false, without quotes, and not \"yes\"",
                "admins: {a: {adopt: \"true\"}}|3:21: adopt must be true or false, without quotes, and not \"true\" in quotes",
                "admins: {a: {adopt: }}|3:20: adopt must be true or false, without quotes, and not empty",
                "admins: {a: {groups: x}}|3:22: the groups of a user must be a list such as [cs101], and not a text",
                "admins: {a: {groups: [[x]]}}|3:23: a group's name must stand here, and not a list",
                "defaults: []|3:11: defaults must be a map with shell, home, home_mode, skeleton, limits, and not a list",
                "hub: {naming: [x]}|3:15: naming must be documented or tljh, and not a list",
                // until
                "admins: {a: {until: 31.01.2027}}|3:21: until must be a day such as 2027-01-31, which counts to its end, or a moment with its zone such as 2027-01-31T18:00:00Z or 2027-01-31T19:00:00+01:00, and not \"31.01.2027\"",
                "admins: {a: {until: 2027-02-29}}|3:21: until must be a day such as 2027-01-31, which counts to its end, or a moment with its zone such as 2027-01-31T18:00:00Z or 2027-01-31T19:00:00+01:00, and not \"2027-02-29\"",
                "admins: {a: {until: 2027-01-31T18:00:00}}|3:21: until must be a day such as 2027-01-31, which counts to its end, or a moment with its zone such as 2027-01-31T18:00:00Z or 2027-01-31T19:00:00+01:00, and not \"2027-01-31T18:00:00\"",
                "admins: {a: {until: }}|3:20: until must be a day such as 2027-01-31, which counts to its end, or a moment with its zone such as 2027-01-31T18:00:00Z or 2027-01-31T19:00:00+01:00, and not empty",
                "clock: yes|3:8: clock must be synchronised or as_it_is, and not \"yes\"",
                // hub
                "hub: {user: root}|3:13: user must be the account that the hub runs as, such as jupyterhub; neither root nor a hub user's, and not \"root\"",
                "hub: {user: jupyter-alice}|3:13: user must be the account that the hub runs as, such as jupyterhub; neither root nor a hub user's, and not \"jupyter-alice\"",
                "hub: {user: a.b}|3:13: user must be the account that the hub runs as, such as jupyterhub; neither root nor a hub user's, and not \"a.b\"",
                // groups
                "groups: [jupyterhub-admins]|3:10: the group \"jupyterhub-admins\" is made by hubwarden and filled from admins; list the people under admins; only if it was there before hubwarden, write jupyterhub-admins: {adopt: true}",
                "groups: [jupyterhub-users]|3:10: the group \"jupyterhub-users\" is made by hubwarden and holds every user; take it out; only if it was there before hubwarden, write jupyterhub-users: {adopt: true}",
                "groups: {jupyterhub-users: {adopt: false}}|3:10: the group \"jupyterhub-users\" is made by hubwarden and holds every user; take it out; only if it was there before hubwarden, write jupyterhub-users: {adopt: true}",
                "groups: [jupyter-a]|3:10: the group \"jupyter-a\" begins as the accounts of users and their own groups do; write another name",
                "groups: [sudo]|3:10: the group \"sudo\" gives its members root, or a way to it; list those who shall have it under admins, or if this is meant write \"sudo: {adopt: true, root_equivalent: true}\" under groups",
                "groups: [CS101]|3:10: the group \"CS101\" is not a group name; write at most 32 of a-z, 0-9 and . _ @ + -, a letter first",
                "admins: {a: {groups: [cs101]}}|3:23: the group \"cs101\" is not under groups; add it there",
                // ids
                "ids: {min: 1000}|3:12: ids needs both min and max; write ids: {min: 1000, max: 59999}",
                "ids: {min: 99, max: 2000}|3:12: min 99 is out of bounds; ids below 100 belong to the system, write 1000 or more",
                "ids: {min: 2000, max: 1999}|3:23: max 1999 is below min 2000; write a greater max",
                "ids: {min: 2000, max: 2147483648}|3:23: max 2147483648 is out of bounds; write at most 2147483647",
                "ids: {min: 01000, max: 2000}|3:12: min must be a plain number such as 1000, and not \"01000\"",
                "ids: {min: 1_000, max: 2000}|3:12: min must be a plain number such as 1000, and not \"1_000\"",
                "ids: {min: +1000, max: 2000}|3:12: min must be a plain number such as 1000, and not \"+1000\"",
                "ids: {min: \"1000\", max: 2000}|3:12: min must be a plain number such as 1000, and not \"1000\" in quotes",
                "ids: {min: 10000000000000000000, max: 2000}|3:12: min must be a plain number such as 1000, and not \"10000000000000000000\"",
                // brakes
                "brakes: {removals: 0%}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"0%\"",
                "brakes: {removals: 51%}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"51%\"",
                "brakes: {removals: 10 %}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"10 %\"",
                "brakes: {removals: 010%}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"010%\"",
                "brakes: {removals: 2.5%}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"2.5%\"",
                "brakes: {removals: -1}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"-1\"",
                "brakes: {removals: 100001}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"100001\"",
                "brakes: {removals: ten}|3:20: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not \"ten\"",
                "brakes: {removals: }|3:19: removals must be a percentage from 1% to 50% or a number from 0 to 100000, such as 10% or 5, and not empty",
                "brakes: {promotions: 10%}|3:22: promotions must be a plain number such as 1000, and not \"10%\"",
                "brakes: {promotions: 100001}|3:22: promotions 100001 is out of bounds; write at most 100000",
                "brakes: {promotion: 3}|3:10: the key \"promotion\" is unknown in brakes; did you mean promotions?",
                "brakes: 10%|3:9: brakes must be a map with removals, promotions, and not a text",
                // defaults
                "defaults: {home_mode: 0755}|3:23: home_mode must be 0700, 0710, 0750 or 0770, and not \"0755\"",
                "defaults: {home_mode: 750}|3:23: home_mode must be 0700, 0710, 0750 or 0770, and not \"750\"",
                "defaults: {shell: bash}|3:19: shell must be " + PATH + ", and not \"bash\"",
                "defaults: {shell: \"/bin/sh:x\"}|3:19: shell must be " + PATH + ", and not \"/bin/sh:x\" in quotes",
                "defaults: {home: /srv/../etc}|3:18: home must be " + PATH + ", and not \"/srv/../etc\"",
                "defaults: {home: /}|3:18: home must be " + PATH + ", and not \"/\"",
                "defaults: {home: /srv/}|3:18: home must be " + PATH + ", and not \"/srv/\"",
                "defaults: {home: /etc/homes}|3:18: home /etc/homes belongs to the system; write a directory for homes, such as /home",
                "defaults: {home: /var}|3:18: home /var belongs to the system; write a directory for homes, such as /home",
                "defaults: {skeleton: /etc}|3:22: skeleton /etc would copy far too much into every home; write a directory made for it, such as /etc/skel",
                "defaults: {skeleton: /home}|3:22: skeleton /home would copy far too much into every home; write a directory made for it, such as /etc/skel",
            })
    void aMistakeIsSaidWithItsPlace(String line, String problem) {
        assertEquals(List.of(problem), Readings.problems(HEAD + line + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/srv/home", "/var/home", "/data/a.b/c-d_e", "/...", "/etcetera", "/home/..a"})
    void aHomeMayLieThere(String path) {
        assertEquals(
                path,
                Readings.accepted(HEAD + "defaults: {home: " + path + "}\n")
                        .state()
                        .defaults()
                        .home());
    }
}
