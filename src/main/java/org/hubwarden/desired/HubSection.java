package org.hubwarden.desired;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Limits;
import org.hubwarden.model.Naming;

/**
 * What the section {@code hub} says.
 *
 * @param naming how names are made
 * @param servers how servers run, without what is special about groups and users
 * @param hub what the hub is to this machine
 */
record HubSection(Naming naming, Servers servers, Hub hub) {

    /** What the section says, and what holds by itself for the rest. */
    static HubSection read(Optional<YamlNode> section, Limits each, Problems problems) {
        Fields fields = Fields.ofSection(section, StateKeys.HUB, problems);
        Servers.Spawner spawner = fields.value(StateKeys.SPAWNER).orElse(Servers.NONE.spawner());
        Servers servers = new Servers(
                spawner,
                command(fields, problems),
                TextList.read(
                                fields,
                                StateKeys.DEVICES,
                                "a path below /dev, or a group of devices such as char-nvidia*",
                                problems)
                        .orElse(List.of()),
                LimitsSection.read(fields.get(StateKeys.SLICE_LIMITS), problems),
                each,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                sudo(fields, spawner, problems));
        return new HubSection(fields.value(StateKeys.NAMING).orElse(Naming.DOCUMENTED), servers, hub(fields));
    }

    private static Hub hub(Fields fields) {
        return fields.value(StateKeys.HUB_USER)
                .map(user -> new Hub(user, false))
                .orElse(Hub.STANDARD);
    }

    /** What takes it out of a server is its unit. */
    private static boolean sudo(Fields fields, Servers.Spawner spawner, Problems problems) {
        boolean sudo = fields.value(StateKeys.SUDO_IN_SERVER).orElse(true);
        if (!sudo && spawner == Servers.Spawner.NONE) {
            problems.warn(
                    fields.get(StateKeys.SUDO_IN_SERVER).orElseThrow().at(),
                    () -> "sudo_in_server: false does nothing without spawner: hubwarden or spawner: tljh beside it,"
                            + " since other servers are none of hubwarden's business");
        }
        return sudo;
    }

    private static List<String> command(Fields fields, Problems problems) {
        Kind.CommandLine kind = StateKeys.COMMAND.kind();
        Optional<List<String>> command = TextList.read(
                fields, StateKeys.COMMAND, kind.arguments(), "a text without control characters", problems);
        command.filter(words -> words.isEmpty() || !isProgram(words.get(0), kind.program()))
                .ifPresent(words -> problems.refuse(
                        fields.get(StateKeys.COMMAND).orElseThrow().at(),
                        "command must begin with the absolute path of a program, such as"
                                + " [/usr/bin/jupyterhub-singleuser]"));
        return command.orElse(Servers.NONE.command());
    }

    private static boolean isProgram(String word, Kind.Names shape) {
        return word.length() <= shape.longest() && shape.shape().matcher(word).matches();
    }
}
