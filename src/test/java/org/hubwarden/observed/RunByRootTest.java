package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files units, cron and sudo name, and for whom. */
class RunByRootTest {

    private static List<String> paths(String unit) {
        return UnitCommands.ofRoot(unit).stream().map(UnitCommands.Run::path).toList();
    }

    @Test
    void aUnitOfRootNamesItsProgramsAndTheirFiles() {
        assertEquals(List.of("/etc/default/x", "/opt/a", "/srv/conf.py", "/opt/b"), paths("""
                        [Service]
                        EnvironmentFile=-/etc/default/x
                        ExecStart=@-/opt/a name \\
                         --config=/srv/conf.py >/dev/null
                        ExecStopPost=/opt/b %i
                        """));
    }

    @Test
    void aUnitOfSomebodyElseNamesOnlyWhatRunsAsRootAllTheSame() {
        assertEquals(List.of("/opt/pre"), paths("[Service]\nUser=nobody\nExecStart=/opt/a\nExecStartPre=+/opt/pre\n"));
        assertEquals(
                List.of("/opt/venv/bin/jupyterhub", "/srv/c.py"),
                paths("[Service]\nUser=jupyterhub\nExecStart=/opt/venv/bin/jupyterhub -f /srv/c.py\n"));
    }

    @Test
    void cronRunsWhatRootsLinesName() {
        String table = """
                SHELL=/bin/sh
                # 1 1 * * * root /opt/no
                17 * * * * root cd / && /opt/a >/dev/null; /opt/b
                @daily root "/opt/c"
                1 1 * * * bob /opt/bobs
                """;
        assertEquals(List.of("/opt/a", "/opt/b", "/opt/c"), CronLines.commandsOfRoot(table, true));
        assertEquals(List.of("/opt/a"), CronLines.commandsOfRoot("*/5 * * * * /opt/a $HOME\n", false));
    }

    @Test
    void sudoersAreReadWithoutSudo() {
        String text = """
                Defaults env_reset
                User_Alias OPS = alice, %ops
                Cmnd_Alias X = /bin/a, !/bin/b : Y = /bin/c
                OPS, !bob ALL = (root : ALL) NOPASSWD: X, \\
                  PASSWD: Y # for them
                #1000 ALL=(ALL) !ALL
                """;
        List<SudoersSource.Placed> rules =
                OwnSudoersReader.read(new SudoersSource(SudoersSource.linesOf("/etc/sudoers", text)));
        assertEquals(List.of(4, 6), rules.stream().map(r -> r.line().number()).toList());
        SudoersRules.Grant ops = rules.get(0).grant();
        assertEquals(List.of("alice", "%ops"), ops.who());
        assertEquals(List.of("bob"), ops.except());
        assertEquals(
                List.of(
                        new SudoersRules.Allowance(List.of("root"), List.of("ALL"), List.of("/bin/a"), false, false),
                        new SudoersRules.Allowance(List.of("root"), List.of("ALL"), List.of("/bin/c"), false, true)),
                ops.allowances());
        assertEquals(true, rules.get(1).grant().allowances().get(0).deniesAll());
        assertEquals(List.of("#1000"), rules.get(1).grant().who());
    }
}
