package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Finding;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;
import org.hubwarden.rights.Way;
import org.junit.jupiter.api.Test;

/** What users have beyond the state file is told once for each, and not what a plan tells anyway. */
class RootFindingsTest {

    private static final Way FILE = new Way(
            Way.Kind.FILE, "can write /opt/x (root's PATH), as its owner", List.of("/opt/x"), OptionalInt.empty());
    private static final Way RULE = new Way(
            Way.Kind.SUDO, "sudo, by the rule for ALL: ALL", List.of("/etc/sudoers.d/z:1"), OptionalInt.empty());
    private static final Way GROUP = new Way(
            Way.Kind.GROUP,
            "in the group docker, which is as good as root",
            List.of("/etc/group:9"),
            OptionalInt.empty());
    private static final Way GIVEN =
            new Way(Way.Kind.SUDO, "sudo, as an admin", List.of("/etc/sudoers.d/y:1"), OptionalInt.of(4));
    private static final Way PROCESS =
            new Way(Way.Kind.PROCESS, "sleep still has the group docker", List.of("/proc/7"), OptionalInt.empty());

    private static RootAccess of(Optional<String> hub, Way... ways) {
        RootAccount account =
                new RootAccount("jupyter-bob", Optional.of(1002L), hub.map(HubName::new), Arrays.asList(ways));
        return new RootAccess(List.of(account), List.of());
    }

    private static List<String> sentences(RootAccess access, String... told) {
        List<Finding> known = Arrays.stream(told)
                .map(sentence -> new Finding(Finding.Kind.NOTICE, "jupyter-bob", sentence))
                .toList();
        return RootFindings.of(access, Ledger.EMPTY, known).stream()
                .map(Finding::sentence)
                .toList();
    }

    private static final Optional<String> OURS = Optional.of("bob");

    @Test
    void whatAUserHasBeyondTheStateFileIsOneFinding() {
        List<String> found = sentences(of(OURS, FILE, GIVEN, PROCESS));
        assertEquals(1, found.size(), found.toString());
        assertTrue(
                found.get(0)
                        .startsWith(
                                "jupyter-bob can become root, and the state file does not say so: can write /opt/x"
                                        + " (root's PATH), as its owner; sleep still has the group docker; hubwarden root-access"),
                found.toString());
    }

    @Test
    void strangersAndWhatIsGivenAreNone() {
        assertEquals(List.of(), sentences(of(Optional.empty(), FILE)));
        assertEquals(List.of(), sentences(of(OURS, GIVEN)));
    }

    @Test
    void whatThePlanTellsIsNotToldTwice() {
        assertEquals(List.of(), sentences(of(OURS, RULE), "/etc/sudoers.d/z:1 gives ALL sudo rights"));
        assertEquals(
                1,
                sentences(of(OURS, RULE), "/etc/sudoers.d/z:11 gives ALL sudo rights")
                        .size());
        assertEquals(List.of(), sentences(of(OURS, GROUP), "jupyter-bob is in the group docker, which is as good"));
        assertEquals(
                1,
                sentences(of(OURS, GROUP), "jupyter-bob is in the group disk, which is as good")
                        .size());
    }

    @Test
    void whatEveryPlanFindsByItselfIsNotToldAgain() {
        for (Way.Kind kind : List.of(Way.Kind.UID_0, Way.Kind.GROUP_ADMIN)) {
            Way way = new Way(kind, "it is in the account files", List.of("/etc/passwd:9"), OptionalInt.empty());
            assertEquals(List.of(), sentences(of(OURS, way)));
            assertEquals(1, sentences(of(OURS, way, FILE)).size());
        }
    }

    @Test
    void manyReasonsAreCounted() {
        List<String> found = sentences(of(OURS, FILE, RULE, GROUP, PROCESS, FILE));
        assertTrue(
                found.get(0).contains("; in the group docker, which is as good as root; and 2 more; "),
                found.toString());
    }

    @Test
    void everybodyIsNamedAsSuch() {
        RootAccount all = new RootAccount(RootAccount.EVERYBODY, Optional.empty(), Optional.empty(), List.of(FILE));
        List<Finding> found = RootFindings.of(new RootAccess(List.of(all), List.of()), Ledger.EMPTY, List.of());
        assertTrue(found.get(0).sentence().startsWith("every account can become root"), found.toString());
    }

    @Test
    void aDemotionThatIsUnderWayIsToldElsewhere() {
        LedgerAccount bob = new LedgerAccount(
                new HubName("bob"),
                new UnixName("jupyter-bob"),
                1002,
                1002,
                "/home/jupyter-bob",
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
        Ledger ledger = Ledger.EMPTY
                .draft()
                .put(bob.withDemotion(Optional.of(Demotion.beginning(Instant.EPOCH))))
                .done();
        assertEquals(List.of(), RootFindings.of(of(OURS, PROCESS), ledger, List.of()));
        assertEquals(
                1, RootFindings.of(of(OURS, PROCESS, FILE), ledger, List.of()).size());
    }
}
