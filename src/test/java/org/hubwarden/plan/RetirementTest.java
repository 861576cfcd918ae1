package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.Naming;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.SudoRule;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.spec.SudoersText;
import org.hubwarden.spec.UnitText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Giving a machine up never gives anybody anything. */
class RetirementTest {

    private static final String GRANT = SudoersText.ADMIN_RULE_PATH;
    private static final String DENY = SudoersText.DENY_LIST_PATH;
    private static final DropInSight RULE = file(SudoersText.adminRule(Naming.DOCUMENTED));
    private static final DropInSight DENIED = file(SudoersText.denyList(new TreeSet<>(List.of(1004L))));
    private static final DropInSight NONE = new DropInSight.Absent();
    private static final SortedMap<String, DropInSight> NO_UNITS = Collections.emptySortedMap();
    private static final SortedMap<UnitName, UnixName> NO_MASKS = Collections.emptySortedMap();

    private static DropInSight file(String content) {
        return new DropInSight.Regular(content, 0440, 0, 0);
    }

    private static Plan plan(DropInSight rule, DropInSight denied, List<SudoRule> others, List<String> faults) {
        AccountDatabases accounts = AccountDatabases.parse(
                bytes(
                        "root:x:0:0::/root:/bin/sh\njupyter-dave:x:1004:1004::/home/dave:/bin/sh\nann:x:1100:27::/:/bin/sh\n"),
                bytes("root:x:0:\nsudo:x:27:ann\nwheel:x:30:jupyter-dave\njupyterhub-admins:x:900:\n"),
                bytes("root:*:1::::::\n"),
                Optional.empty());
        return Retirement.plan(
                new SudoersSight(rule, denied, others, faults),
                NO_UNITS,
                NO_MASKS,
                Optional.of(accounts),
                Ledger.EMPTY);
    }

    private static Plan besides(String who) {
        return plan(RULE, DENIED, List.of(new SudoRule("/etc/sudoers.d/other", 3, who)), List.of());
    }

    private static List<String> subjects(Plan plan) {
        return plan.changes().stream().map(Change::subject).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void theGrantGoesBeforeTheDenial() {
        Plan plan = plan(RULE, DENIED, List.of(), List.of());
        assertEquals(List.of(GRANT, DENY), subjects(plan));
        assertTrue(plan.changes().stream().allMatch(SudoersChange.Withdraw.class::isInstance));
        assertEquals(List.of(), plan.findings());
        assertEquals(Ledger.EMPTY, plan.after());
    }

    @Test
    void ourUnitFilesGoAndTheTemplateLastAndThoseOfOthersStay() {
        String dropIn = UnitText.dropInPath(new UnitName("jupyter@bob.service"));
        TreeMap<String, DropInSight> files = new TreeMap<>(Map.of(
                UnitText.TEMPLATE_PATH,
                file(UnitText.FIRST_LINE + "x"),
                UnitText.SLICE_PATH,
                file("somebody else's"),
                dropIn,
                file("edited"),
                UnitText.TLJH_PATH,
                new DropInSight.Other("a directory")));
        Plan plan = Retirement.plan(
                new SudoersSight(NONE, NONE, List.of(), List.of()), files, NO_MASKS, Optional.empty(), Ledger.EMPTY);
        assertEquals(List.of(dropIn, UnitText.TEMPLATE_PATH), subjects(plan));
    }

    @Test
    void aSecondTimeThereIsNothingToDo() {
        assertTrue(plan(NONE, NONE, List.of(), List.of()).isEmpty());
        assertEquals(List.of(DENY), subjects(plan(NONE, DENIED, List.of(), List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jupyter-dave", "#1004", "ALL", "%wheel", "%jupyterhub-admins", "%unknown", "+net", "ADMINS"})
    void aDenialThatHoldsSomebodyOffStays(String who) {
        Plan plan = besides(who);
        assertEquals(List.of(GRANT), subjects(plan));
        assertEquals(1, plan.findings().size());
        assertTrue(plan.findings().get(0).sentence().contains("/etc/sudoers.d/other:3"), plan.findings()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "%sudo", "ann", "#1100", "somebody"})
    void rulesForOthersDoNotMatter(String who) {
        assertEquals(List.of(GRANT, DENY), subjects(besides(who)));
    }

    @Test
    void whatCannotBeSeenCouldBeARule() {
        assertEquals(List.of(GRANT), subjects(plan(RULE, DENIED, List.of(), List.of("cvtsudoers is missing"))));
        Plan blind = Retirement.plan(
                new SudoersSight(RULE, DENIED, List.of(), List.of()),
                NO_UNITS,
                NO_MASKS,
                Optional.empty(),
                Ledger.EMPTY);
        assertEquals(List.of(GRANT), subjects(blind));
        assertEquals(1, blind.findings().size());
    }

    @Test
    void whatIsNotOursStaysAndTheDenialWithIt() {
        for (DropInSight foreign :
                List.of(file("%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\n"), new DropInSight.Other("a directory"))) {
            Plan plan = plan(foreign, DENIED, List.of(), List.of());
            assertEquals(List.of(), subjects(plan));
            assertEquals(2, plan.findings().size());
        }
    }

    @Test
    void anEmptyDenialGoesWhateverElseThereIs() {
        DropInSight empty = file(SudoersText.denyList(new TreeSet<>()));
        List<SudoRule> others = List.of(new SudoRule("/etc/sudoers", 0, "ALL"));
        assertEquals(List.of(GRANT, DENY), subjects(plan(RULE, empty, others, List.of("a fault"))));
    }
}
