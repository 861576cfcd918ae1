package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.observed.UnitsSight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No change is forgotten where changes are told apart. Java 17 does not check this by itself. */
class PlanDispatchTest {

    static Stream<Change> samples() {
        return ChangeSamples.all().stream();
    }

    @Test
    void thereIsASampleOfEveryChange() {
        Set<Class<?>> sampled = samples().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(ChangeSamples.permitted().collect(Collectors.toSet()), sampled);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theAccountFilesObeyWhatIsAboutThem(Change change) {
        boolean inFiles = change instanceof AccountChange || change instanceof GroupChange;
        boolean mereRecord = change instanceof AccountChange.Adopt || change instanceof GroupChange.Adopt;
        AccountDatabases before = files();
        AccountDatabases after = AccountEdits.apply(before, ChangeSamples.planOf(change));
        assertEquals(inFiles && !mereRecord, !after.equals(before), change.toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyChangeSaysWhatAndWhy(Change change) {
        assertFalse(change.subject().isBlank());
        assertFalse(change.reason().text().isBlank());
        assertEquals(1, change.symbol().text().length());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theMachineCanShowWhetherItWasDone(Change change) {
        HomeSight open = new HomeSight.Directory(7, 7, 0777, true);
        ObservedState seen = new ObservedState(
                files(),
                new IdRange(1000, 2000),
                List.of(),
                new HomesSight(Map.of(change.subject(), open), Map.of(), Optional.empty()),
                new SudoersSight(new DropInSight.Absent(), new DropInSight.Absent(), List.of(), List.of()),
                MembershipsSight.of(List.of()),
                new NssAnswer.FilesOnly(),
                servers(change),
                leavers(change),
                RightsSight.NONE,
                true);
        boolean isGone = change instanceof SudoersChange.Lift || change instanceof SudoersChange.Withdraw;
        assertEquals(isGone, new Evidence(seen, Ledger.EMPTY).isDone(change), change.toString());
    }

    /** All that may be left of one who leaves; nothing for one who is back. */
    private static LeaversSight leavers(Change change) {
        boolean isReturn = change instanceof LeavingStep step && step.isReturn();
        Set<Remains.Mark> marks = EnumSet.allOf(Remains.Mark.class);
        marks.remove(Remains.Mark.AT_WORK);
        marks.remove(Remains.Mark.LISTING);
        if (!isReturn) {
            marks.remove(Remains.Mark.MASK);
        }
        SortedSet<String> jobs = new TreeSet<>(Set.of("/var/spool/cron/crontabs/jupyter-a"));
        return new LeaversSight(new TreeMap<>(
                Map.of(new UnixName("jupyter-a"), new Remains(marks, jobs, Set.of(), Optional.empty(), List.of()))));
    }

    /** Files with another text, and a unit that runs with other limits and old files, but where it is to be started. */
    private static ServersSight servers(Change change) {
        TreeMap<String, DropInSight> files =
                new TreeMap<>(Map.of(change.subject(), new DropInSight.Regular("else", 0644, 0, 0)));
        OptionalLong none = OptionalLong.of(Limits.UNLIMITED);
        RunningUnit unit = new RunningUnit(
                UnitName.of(new UnixName("jupyter-a")),
                !(change instanceof UnitChange.Start) && !(change instanceof UnitChange.Restart),
                "jupyter-a",
                true,
                new Limits(none, none, none),
                true,
                List.of(),
                Optional.empty());
        return new ServersSight(
                files,
                new UnitsSight(Optional.of(List.of(unit)), Optional.empty(), true, Optional.empty(), Optional.empty()));
    }

    private static AccountDatabases files() {
        return AccountDatabases.parse(
                bytes("jupyter-a:x:2001:2001::/home/jupyter-a:/bin/bash\n"),
                bytes("jupyter-a:x:2001:\njupyterhub-users:x:3000: jupyter-a\n"),
                bytes("jupyter-a:::::::1:\n"),
                Optional.of(bytes("jupyterhub-users:!::\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
