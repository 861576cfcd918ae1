package org.hubwarden.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hubwarden.apply.Outcome;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Naming;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Reason;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void everySortOfChangeHasASentenceAndANameOfItsOwn() {
        Set<Class<?>> sorts = records(Change.class).collect(Collectors.toSet());
        Set<Class<?>> tried = Changes.oneOfEach().stream().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(sorts, tried, "Changes.oneOfEach misses a permitted subclass of Change");
        Set<ChangeKind> kinds = new HashSet<>();
        for (Change change : Changes.oneOfEach()) {
            assertTrue(kinds.add(Wording.of(change).kind()), change + " shares its kind with another change");
            assertTrue(Wording.sentence(change).contains(change.reason().text()), change.toString());
        }
        assertEquals(Set.of(ChangeKind.values()), kinds);
    }

    @Test
    void sentencesOfPlannedChanges() {
        assertEquals(
                List.of(
                        "create account jupyter-alice: uid 1000, home /home/jupyter-alice, groups jupyterhub-users (listed"
                                + " under users)",
                        "adopt account jupyter-alice: for eve, uid 1001, gid 1002, home /home/jupyter-alice (adopt: true)",
                        "lock account jupyter-alice: password, expiry and shell, out of groups jupyterhub-users (no longer"
                                + " in the state file)",
                        "unlock account jupyter-alice: as it was before, groups jupyterhub-users (back in the state file)",
                        "repair account jupyter-alice: primary group back to gid 1000 (its primary group was set to 0)",
                        "purge account jupyter-alice: uid 1000 and gid 1000 are nobody's from now on (asked for)",
                        "create group jupyterhub-users: gid 1003 (every hub has it)",
                        "adopt group cs101: gid 1004 (adopt: true)",
                        "add member jupyter-alice: group cs101 (listed in the user's groups)",
                        "remove member mallory: group jupyterhub-admins (not listed under admins)",
                        "tidy group jupyterhub-users: its lines in /etc/group and /etc/gshadow (/etc/gshadow does not agree"
                                + " with /etc/group)",
                        "create home /home/jupyter-alice: mode 0750, owner jupyter-alice, from /etc/skel (the account needs"
                                + " one)",
                        "regroup home /home/jupyter-alice: group 1003 to 1000 (its group was set to 1003)",
                        "close home /home/jupyter-alice: mode 0755 to 0750, access control lists removed (others could get"
                                + " in)",
                        "write sudoers /etc/sudoers.d/jupyterhub-admins: members of jupyterhub-admins become root without a"
                                + " password (it is not there)",
                        "write sudoers /etc/sudoers.d/jupyterhub-admins-denied: deny sudo to uid 1003, uid 1005 (they held"
                                + " root here and are no admins)",
                        "write sudoers /etc/sudoers.d/jupyterhub-admins-denied: no longer deny sudo to uid 1003 (they are"
                                + " admins again)",
                        "remove sudoers /etc/sudoers.d/jupyterhub-admins: members of jupyterhub-admins become root no"
                                + " longer (hubwarden is retired)",
                        "write unit file /etc/systemd/system/jupyter@.service (it is not there)",
                        "remove unit file /etc/systemd/system/jupyter@.service (nothing special is asked for there any more)",
                        "reload unit files systemd: systemd reads all of them again (units in use are older than their"
                                + " files)",
                        "adjust unit jupyter@alice.service: memory 3M, cpu 1.5, tasks unlimited (its limits in force are"
                                + " others)",
                        "start unit jupyter@alice.service: as jupyter-alice (autostart is asked for)",
                        "restart unit jupyter@alice.service: as jupyter-alice (asked for)",
                        "stop unit jupyter@alice.service (asked for)",
                        "forget sudo jupyter-alice: that they gave their password (sudo would not ask again)",
                        "mask unit jupyter-alice: jupyter@alice.service (it could be started)",
                        "halt unit jupyter-alice: jupyter@alice.service, and try whether it starts (it runs)",
                        "set aside jobs jupyter-alice: /var/spool/cron/crontabs/jupyter-alice (it would start something"
                                + " later)",
                        "tell terminals jupyter-alice: It's over. (the grace begins)",
                        "end sessions jupyter-alice: logins, and their own systemd (they are logged in)",
                        "end processes jupyter-alice: all of uid 1000, and look that none is left (something may run)",
                        "close keys jupyter-alice: those that let in over ssh, in /home/jupyter-alice (they would let"
                                + " somebody in)",
                        "list files jupyter-alice: of uid 1000 outside /home/jupyter-alice (they may own files"
                                + " anywhere)",
                        "keep in mind files jupyter-alice: 1 file: /srv/a, see a.files (all file systems were searched)",
                        "pack home jupyter-alice: /home/jupyter-alice into a.tar.zst, and then remove it (31 days have"
                                + " counted)",
                        "archive home jupyter-alice: /home/jupyter-alice as a.tar.zst (the home is in it)",
                        "restore home jupyter-alice: /home/jupyter-alice out of a.tar.zst (asked for)",
                        "give back home jupyter-alice: /home/jupyter-alice out of a.tar.zst (the home is there again)",
                        "unmask unit jupyter-alice: jupyter@alice.service (back in the state file)",
                        "put back jobs jupyter-alice: what was set aside when they left (back in the state file)",
                        "tell user jupyter-alice: on every terminal of uid 1000: save your work (no admin any more)",
                        "end processes jupyter-alice: jupyter@alice.service, sessions, and all else of uid 1000 (it began"
                                + " while they were an admin)",
                        "start again server jupyter-alice: jupyter@alice.service (it ran before)",
                        "kill processes jupyter-alice: pid 42 (they have the group of admins)",
                        "search for files jupyter-alice: files with the setgid bit and gid 1001 (one could have been made)",
                        "change file /var/tmp/\\xff: the setgid bit, gid 1001 (it gives the group)",
                        "prove demotion jupyter-alice: no process of uid 1000 has gid 1001 (none was seen that has it)"),
                Changes.oneOfEach().stream().map(Wording::sentence).toList());
    }

    @Test
    void outcomesSayWhatWasDoneOrWhyNot() {
        assertEquals(
                "account jupyter-alice created: uid 1000, home /home/jupyter-alice, groups jupyterhub-users (listed under"
                        + " users)",
                Wording.sentence(new Outcome.Done(Changes.create())));
        assertEquals(
                "home /home/jupyter-alice not created: the disk is full; make room",
                Wording.sentence(new Outcome.Failed(Changes.home(), "the disk is full; make room")));
    }

    @Test
    void anAccountWhoseNameWasCutSaysWhoseItIs() {
        HubName hub = new HubName("professor.jane.doe@university.example");
        Change change = new AccountChange.Create(
                hub,
                Naming.DOCUMENTED.unixName(hub),
                1000,
                1000,
                "/home/x",
                "/bin/bash",
                new TreeSet<>(),
                new Reason("listed under users"));
        assertTrue(Wording.sentence(change).contains("for professor.jane.doe@university.example, uid 1000"));
    }

    @Test
    void flawsAreToldApart() {
        Set<String> sentences = Arrays.stream(AccountChange.Flaw.values())
                .map(flaw -> new AccountChange.Repair(Changes.ALICE, 1000, 1000, flaw, new Reason("r")))
                .map(Wording::sentence)
                .collect(Collectors.toSet());
        assertEquals(AccountChange.Flaw.values().length, sentences.size());
    }

    @Test
    void manyDenialsAreCountedAndNotListed() {
        SortedSet<Long> uids = LongStream.range(1000, 1500).boxed().collect(Collectors.toCollection(TreeSet::new));
        String sentence = Wording.sentence(Changes.deny(uids));
        assertTrue(sentence.contains("uid 1009 and 490 more"), sentence);
        assertTrue(Wording.sentence(Changes.deny(Set.of())).contains("nobody new is denied"));
    }

    @Test
    void nobodyWritesASecondLineByAName() {
        String evil = "x\nNOTICE account root\u001b[2J\u202e\u2028\u00ff";
        for (String sentence : List.of(
                Wording.sentence(Changes.addMember(evil)),
                Wording.sentence(new Outcome.Failed(Changes.home(), evil)),
                Wording.sentence(new Finding(Finding.Kind.NOTICE, evil, evil)))) {
            assertFalse(sentence.chars().anyMatch(c -> c < ' ' || c == 0x202e || c == 0x2028), sentence);
            assertTrue(sentence.contains("x\\x0aNOTICE"), sentence);
        }
        assertTrue(Wording.sentence(Changes.addMember(evil)).contains("\\xff"));
    }

    @Test
    void goodTextStaysAsItIs() {
        assertEquals("Zo\u00eb's home: 100 % \\o/", Escaped.text("Zo\u00eb's home: 100 % \\o/"));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(WordingTest::records)
                : Stream.of(type);
    }
}
