package org.hubwarden.cli;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.HubUsers;
import org.hubwarden.observed.hub.PlainHub;
import org.hubwarden.observed.hub.SeenProcess;
import org.hubwarden.observed.hub.Stray;
import org.hubwarden.observed.hub.SudoersFile;
import org.hubwarden.observed.hub.TljhConfig;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.StateInForce;

/** Machines with a hub, as found. */
final class PretendHub {

    private static final String RULE = "/etc/sudoers.d/jupyterhub-admins";
    private static final String CONFIG = "/opt/tljh/config/config.yaml";
    private static final String DATABASE = "/opt/tljh/state/jupyterhub.sqlite";
    private static final SeenProcess HUB = new SeenProcess(
            412,
            0,
            "jupyterhub.service",
            List.of("/opt/tljh/hub/bin/python3", "-m", "jupyterhub", "-f", "jupyterhub_config.py"),
            "");
    private static final SeenProcess PROXY =
            new SeenProcess(409, 0, "traefik.service", List.of("/opt/tljh/hub/bin/traefik"), "");

    /** There is none. */
    static final HubSight NONE = sight("root:x:0:0::/root:/bin/bash\n", "root:x:0:\n", "");

    private PretendHub() {}

    private static HubSight sight(String passwd, String group, String shadow) {
        return new HubSight(
                AccountDatabases.parse(bytes(passwd), bytes(group), bytes(shadow), Optional.empty()),
                new IdRange(1000, 60000),
                Map.of(),
                new SudoersSource(List.of()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                Set.of(),
                Set.of("jupyterhub"),
                List.of(),
                true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Assessment fresh() {
        StateInForce none = new StateInForce(
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(Pretend.FILE + ": there is no such file"),
                List.of(),
                true);
        return new Assessment(none, Ledger.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The Littlest JupyterHub as many are, before hubwarden was told anything. */
    static Machine found() {
        return PretendMachine.that(fresh()).withHub(tljh());
    }

    /** A hub with nothing to say of, and no state file. */
    static Machine inOrder() {
        HubSight bare = sight(
                "jupyter-ada:x:1001:1001::/home/jupyter-ada:/bin/bash\n",
                "jupyter-ada:x:1001:\njupyterhub-users:x:1002:jupyter-ada\n",
                "jupyter-ada:!:1::::::\n");
        return PretendMachine.that(fresh()).withHub(bare);
    }

    /** A machine that hubwarden keeps already. */
    static Machine inUse(PretendMachine machine) {
        return machine.withHub(tljh());
    }

    private static HubSight tljh() {
        AccountDatabases accounts = AccountDatabases.parse(
                bytes("root:x:0:0::/root:/bin/bash\n"
                        + user("ada", 1001)
                        + user("ben", 1002)
                        + user("cyd", 1003)
                        + user("dee", 1004)
                        + user("eli", 1005)
                        + user("fay", 1006)),
                bytes("""
                        root:x:0:
                        docker:x:120:jupyter-ben
                        jupyterhub-admins:x:990:jupyter-ada,jupyter-cyd,jupyter-dee
                        jupyterhub-users:x:991:jupyter-ada,jupyter-ben,jupyter-cyd,jupyter-dee,jupyter-eli,jupyter-fay
                        """),
                bytes("""
                        jupyter-ada:!:1::::::
                        jupyter-ben:$6$secret:1::::::
                        jupyter-cyd:!:1::::::
                        jupyter-eli::1::::::
                        """),
                Optional.empty());
        TljhConfig config = TljhConfig.parse(
                CONFIG, "users:\n  admin:\n    - ada\n  banned:\n    - [mallory]\nlimits: {memory: 2G}\n");
        HubUsers users = new HubUsers(
                DATABASE, new TreeMap<>(Map.of("ada", true, "ben", false, "cyd", false, "dee", true, "eli", false)));
        return new HubSight(
                accounts,
                new IdRange(1000, 60000),
                Map.of(
                        "/home/jupyter-ben", new HomeSight.Directory(1002, 1002, 0755, false),
                        "/home/jupyter-ada", new HomeSight.Directory(1001, 1001, 0750, true)),
                new SudoersSource(SudoersSource.linesOf(
                        RULE,
                        "%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\nDefaults exempt_group = jupyterhub-admins\n")),
                Optional.of(new SudoersFile(RULE, 0664, 0, 0, true)),
                List.of("/opt/tljh/config", "/opt/tljh/state"),
                Optional.of(config),
                Optional.of(users),
                List.of(HUB),
                List.of(
                        server(801, 1001, "jupyter-ada.service", "8:1 /"),
                        server(802, 1002, "jupyter-ben.service", "8:1 /"),
                        server(803, 1003, "jupyter-cyd.service", "0:40 /a/tmp"),
                        server(804, 1004, "jupyterhub.service", "0:41 /b/tmp"),
                        server(805, 1005, "jupyterhub.service", "0:41 /b/tmp"),
                        server(806, 1005, "session-3.scope", "8:1 /")),
                "8:1 /",
                List.of(new PlainHub("every address, port 80", "4.1.6", Optional.of(PROXY))),
                List.of(new Stray(1007, "/home/jupyter-gus", false), new Stray(1007, "pid 900, python3", true)),
                Set.of("jupyter-ada", "carpenter"),
                Set.of("jupyterhub"),
                List.of("/etc/shadow, of which half is missing"),
                true);
    }

    private static SeenProcess server(long pid, long uid, String unit, String tmp) {
        return new SeenProcess(pid, uid, unit, List.of("jupyterhub-singleuser"), tmp);
    }

    private static String user(String name, long id) {
        return "jupyter-" + name + ":x:" + id + ":" + id + "::/home/jupyter-" + name + ":/bin/bash\n";
    }

    /** A hub with five users, which gives two at once, whatever is asked. */
    static String answer(URI uri, String token) {
        if (token.equals("names-only")) {
            return "[{\"name\": \"ada\", \"kind\": \"user\"}]";
        }
        if (!token.equals("sesame")) {
            throw new AssertionError("another token");
        }
        int offset = Integer.parseInt(uri.getQuery().replaceAll(".*offset=([0-9]+).*", "$1"));
        List<String> users = IntStream.range(offset, Math.min(5, offset + 2))
                .mapToObj(i -> "{\"name\": \"user" + i + "\", \"admin\": " + (i == 0) + "}")
                .toList();
        String next = offset + 2 < 5 ? "{\"offset\": " + (offset + 2) + "}" : "null";
        return "{\"items\": [" + String.join(", ", users) + "], \"_pagination\": {\"next\": " + next + "}}";
    }
}
