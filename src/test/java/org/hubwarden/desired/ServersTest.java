package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the state file may say of servers. */
class ServersTest {

    private static final String START = "version: 1\nusers:\n  a:\n";

    private static DesiredState state(String text) {
        return Readings.accepted(text).state();
    }

    private static DesiredUser user(DesiredState state, String name) {
        return Objects.requireNonNull(state.users().get(new HubName(name)));
    }

    private static Limits limits(long memory, long cpu, long tasks) {
        return new Limits(OptionalLong.of(memory), OptionalLong.of(cpu), OptionalLong.of(tasks));
    }

    @Test
    void whereNothingIsSaidUnitsAreLeftAlone() {
        assertEquals(Servers.NONE, state(START).servers());
    }

    @Test
    void everythingThatCanBeSaid() {
        Servers servers = state("""
                version: 1
                users:
                  a: {limits: {memory: 4G, cpu: 0.25, tasks: 20}, sandbox: relaxed, autostart: true}
                groups:
                  g: {limits: {cpu: unlimited}}
                defaults: {limits: {memory: 512M}}
                hub:
                  spawner: hubwarden
                  command: [/opt/bin/run, "two words", $x]
                  devices: [char-nvidia*, /dev/fuse]
                  slice_limits: {tasks: 10}
                  sudo_in_server: false
                """).servers();
        assertEquals(Servers.Spawner.HUBWARDEN, servers.spawner());
        assertEquals(List.of("/opt/bin/run", "two words", "$x"), servers.command());
        assertEquals(List.of("char-nvidia*", "/dev/fuse"), servers.devices());
        assertEquals(OptionalLong.of(10), servers.together().tasks());
        assertEquals(false, servers.sudo());
        assertEquals(OptionalLong.of(512L << 20), servers.each().memory());
        assertEquals(new Server(limits(4L << 30, 250, 20), true, true), servers.of(new HubName("a")));
        assertEquals(Server.ORDINARY, servers.of(new HubName("b")));
    }

    @Test
    void aUsersOwnLimitsCountBeforeTheHighestOfTheirGroupsAndThoseBeforeTheDefaults() {
        DesiredState state = state("""
                version: 1
                users:
                  a: {groups: [big, small], limits: {tasks: 30}}
                  b:
                groups:
                  big: {limits: {memory: 8G, tasks: 99}}
                  small: {limits: {memory: 1G}}
                defaults: {limits: {memory: 2G, cpu: 1, tasks: 10}}
                """);
        Servers servers = state.servers();
        assertEquals(limits(8L << 30, 1000, 30), servers.limitsOf(user(state, "a")));
        assertEquals(limits(2L << 30, 1000, 10), servers.limitsOf(user(state, "b")));
    }

    @Test
    void whoIsAnAdminAsWellKeepsWhatStandsUnderUsers() {
        DesiredState state = state("version: 1\nusers:\n  a: {sandbox: relaxed}\nadmins: [a]\n");
        assertEquals(true, state.servers().of(new HubName("a")).relaxed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "defaults: {limits: {memory: 4}}|memory must be a size such as 512M or 4G, of at least 16M, or unlimited",
                "defaults: {limits: {memory: 64K}}|memory must be a size",
                "defaults: {limits: {memory: 15M}}|memory must be a size",
                "defaults: {limits: {memory: 9999999999T}}|memory must be a size",
                "defaults: {limits: {cpu: 0}}|cpu must be a number of processors such as 2 or 0.5, or unlimited",
                "defaults: {limits: {cpu: 1.234}}|cpu must be a number of processors",
                "defaults: {limits: {tasks: 9}}|tasks must be a number of tasks such as 512, at least 10, or unlimited",
                "defaults: {limits: 4G}|limits must be a map with memory, cpu, tasks, and not a text",
                "defaults: {limits: {mem: 4G}}|the key \"mem\" is unknown in limits",
                "hub: {spawner: systemd}|spawner must be hubwarden, tljh or none",
                "hub: {command: /bin/sh}|command must be a list in brackets, and not a text",
                "hub: {command: []}|command must begin with the absolute path of a program",
                "hub: {command: [jupyterhub-singleuser]}|command must begin with the absolute path of a program",
                "hub: {command: [/bin/../sh]}|command must begin with the absolute path of a program",
                "hub: {devices: [/etc/passwd]}|an entry of devices must be a path below /dev, or a group of devices",
                "hub: {devices: [[x]]}|an entry of devices must be a path below /dev",
                "admins: {b: {sandbox: none}}|sandbox must be standard or relaxed",
                "admins: {b: {autostart: yes}}|autostart must be true or false, without quotes"
            })
    void whatIsWrongIsRefusedWithWhatToWrite(String line, String sentence) {
        List<String> problems = Readings.problems(START + line + "\n");
        assertEquals(1, problems.size(), problems.toString());
        assertEquals(true, problems.get(0).contains(sentence), problems.get(0));
    }

    @Test
    void whereServersAreNotOursItIsSaidThatSudoStaysInThem() {
        List<Problem> warnings =
                Readings.accepted(START + "hub: {sudo_in_server: false}\n").warnings();
        assertEquals(1, warnings.size());
        assertEquals(true, warnings.get(0).sentence().contains("does nothing without spawner"), warnings.toString());
        String ours = START + "hub: {sudo_in_server: false, spawner: tljh}\n";
        assertEquals(List.of(), Readings.accepted(ours).warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\nb\"", "\"a\\u0000\""})
    void aCommandHasNoControlCharacters(String word) {
        assertEquals(
                false,
                Readings.problems(START + "hub: {command: [/bin/sh, " + word + "]}\n")
                        .isEmpty());
    }
}
