package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.spec.UnitText;

/** The units in systemd's memory: limits are put right while they run, and what only a restart can mend is said. */
final class UnitPlanner {

    private static final int NAMED = 5;

    private final Draft draft;
    private final Servers servers;
    private final UnitJudge judge;
    private final ServersSight sight;
    private final LeaversSight leavers;
    private final Map<UnitName, Resident> residents = new HashMap<>();

    UnitPlanner(Survey survey, Draft draft, Servers servers, SortedMap<GroupName, Long> ourGroups) {
        this.draft = draft;
        this.servers = servers;
        this.judge = new UnitJudge(servers, ourGroups);
        this.sight = survey.observed().servers();
        this.leavers = survey.observed().leavers();
    }

    /** {@code isTemplateNew}: whether this plan writes what systemd has read already, where a unit is in its memory. */
    void settle(List<Resident> people, List<LedgerAccount> leavers, boolean isTemplateNew) {
        people.forEach(person -> nameOf(person.account()).ifPresent(unit -> residents.put(unit, person)));
        List<RunningUnit> units = sight.units().units().orElse(List.of());
        reload(units, isTemplateNew);
        units.stream().filter(RunningUnit::active).forEach(this::inspect);
        strangers(units, leavers);
        sight.units().slice().ifPresent(this::adjustSlice);
        if (sight.units().units().isPresent() && servers.spawner() == Servers.Spawner.HUBWARDEN) {
            start(units);
        }
    }

    private Optional<UnitName> nameOf(LedgerAccount account) {
        return ServerNames.of(servers.spawner(), account);
    }

    /** A drop-in of ours for a unit that runs needs no reload: what it says is put right in the unit itself. */
    private void reload(List<RunningUnit> units, boolean isTemplateNew) {
        boolean isInUse = isTemplateNew && !units.isEmpty();
        boolean isOutdated = units.stream().anyMatch(unit -> unit.outdated() && !hasDropIn(unit));
        if (isInUse || isOutdated) {
            draft.add(new UnitChange.Reload(new Reason(
                    isInUse ? "units in use have the template as it was" : "units in use are older than their files")));
        }
    }

    private boolean hasDropIn(RunningUnit unit) {
        String path = UnitText.dropInPath(unit.name());
        return unit.dropIns().contains(path) || !(sight.at(path) instanceof DropInSight.Absent);
    }

    private void inspect(RunningUnit unit) {
        Resident resident = residents.get(unit.name());
        if (resident == null) {
            return;
        }
        String hub = resident.user().name().value();
        Optional<String> impostor = judge.impostor(unit, resident);
        if (impostor.isPresent()) {
            draft.conflict(hub, unit.name() + " " + impostor.get());
            return;
        }
        judge.pending(unit, resident).forEach(why -> draft.notice(hub, unit.name() + " " + why));
        Limits said = servers.limitsOf(resident.user());
        Limits wrong = isTljhs() ? said.without(unit.limits()) : wrong(said, unit.limits());
        if (!wrong.isUnsaid()) {
            draft.add(adjusted(unit.name(), unit.limits(), wrong));
        }
    }

    /** TLJH starts it with limits of its own where it has any, and they count where the state file says nothing. */
    private boolean isTljhs() {
        return servers.spawner() == Servers.Spawner.TLJH;
    }

    private void adjustSlice(Limits inForce) {
        Limits wrong = wrong(servers.together(), inForce);
        if (!wrong.isUnsaid()) {
            draft.add(adjusted(new UnitName(UnitName.SLICE), inForce, wrong));
        }
    }

    private static UnitChange.Adjust adjusted(UnitName unit, Limits inForce, Limits wrong) {
        return new UnitChange.Adjust(unit, inForce.where(wrong), wrong, new Reason("its limits in force are others"));
    }

    /** Where nothing is said there is no limit; but on tasks, where systemd has one of its own. */
    private static Limits wrong(Limits said, Limits inForce) {
        OptionalLong unlimited = OptionalLong.of(Limits.UNLIMITED);
        Limits wanted = said.orElse(new Limits(unlimited, unlimited, inForce.tasks()));
        return wanted.without(inForce);
    }

    private void strangers(List<RunningUnit> units, List<LedgerAccount> leavers) {
        Map<UnitName, LedgerAccount> left = new HashMap<>();
        leavers.forEach(leaver -> nameOf(leaver).ifPresent(unit -> left.put(unit, leaver)));
        TreeSet<String> foreign = new TreeSet<>();
        for (RunningUnit unit : units) {
            LedgerAccount leaver = left.get(unit.name());
            if (unit.active() && leaver != null && !isLookedAfter(leaver)) {
                draft.notice(
                        unit.name().value(),
                        unit.name()
                                + " runs although its user left the state file, or their time is over; hubwarden stop "
                                + leaver.hub() + " ends it");
            } else if (unit.active() && leaver == null && !residents.containsKey(unit.name())) {
                foreign.add(unit.name().value());
            }
        }
        if (!foreign.isEmpty()) {
            draft.notice("units", foreignSentence(new ArrayList<>(foreign)));
        }
    }

    /** Where it is seen what is left of people, it ends by itself. */
    private boolean isLookedAfter(LedgerAccount leaver) {
        return leavers.of(leaver.unix()).isPresent();
    }

    private static String foreignSentence(List<String> names) {
        String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        return "units that bear names as servers do and belong to no user of ours: "
                + String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + more
                + "; what holds for all servers holds for them too";
    }

    private void start(List<RunningUnit> units) {
        Set<UnitName> running = new HashSet<>();
        units.stream().filter(RunningUnit::active).forEach(unit -> running.add(unit.name()));
        residents.forEach((unit, resident) -> {
            if (servers.of(resident.user().name()).autostart() && !running.contains(unit)) {
                draft.add(new UnitChange.Start(
                        unit, resident.account().unix(), new Reason("autostart is asked for, and it does not run")));
            }
        });
    }
}
