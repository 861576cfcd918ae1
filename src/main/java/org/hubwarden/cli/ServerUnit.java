package org.hubwarden.cli;

import java.util.Optional;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.Servers;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.reconcile.Assessment;

/** The unit that runs somebody's server. */
final class ServerUnit {

    private final Assessment assessment;
    private final Servers.Spawner spawner;

    ServerUnit(Assessment assessment) {
        this.assessment = assessment;
        this.spawner = assessment
                .state()
                .state()
                .map(DesiredState::servers)
                .map(Servers::spawner)
                .orElse(Servers.Spawner.NONE);
    }

    /** Whether servers are any of our business. */
    boolean areOurs() {
        return spawner != Servers.Spawner.NONE;
    }

    /** Its name; empty where servers are not our business. */
    Optional<UnitName> nameOf(Person person) {
        return switch (spawner) {
            case HUBWARDEN -> Optional.of(UnitName.of(person.unix()));
            case TLJH -> UnitName.ofTljh(person.hub());
            case NONE -> Optional.empty();
        };
    }

    /** The unit as it runs; empty where it does not, or where systemd was not asked. */
    Optional<RunningUnit> runningOf(Person person) {
        return nameOf(person)
                .flatMap(name -> assessment
                        .observed()
                        .flatMap(seen -> seen.servers().units().units())
                        .flatMap(units -> units.stream()
                                .filter(unit -> unit.active() && unit.name().equals(name))
                                .findFirst()));
    }

    /** How many run; empty where systemd was not asked. */
    Optional<Long> running() {
        return assessment
                .observed()
                .flatMap(seen -> seen.servers().units().units())
                .map(units -> units.stream().filter(RunningUnit::active).count());
    }

    /** Its name, for a command that works on it. */
    UnitName required(Person person, String command) throws HostFailure {
        return nameOf(person)
                .orElseThrow(() -> new HostFailure("hubwarden " + command
                        + " works on units, and the state file leaves them alone; write hub: {spawner: hubwarden}"));
    }

    /** Whether it is for others to start servers. */
    boolean isStartedByTljh() {
        return spawner == Servers.Spawner.TLJH;
    }
}
