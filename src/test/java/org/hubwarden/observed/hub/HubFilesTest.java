package org.hubwarden.observed.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.hubwarden.observed.hub.TljhConfig.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLJH's configuration, and files of proc(5). */
class HubFilesTest {

    @Test
    void peopleAreReadAsTheyAreWritten() {
        TljhConfig config = TljhConfig.parse("config.yaml", """
                users:
                  allowed: [ada, 0123, no, 1e3]
                  admin:
                  - dana
                  banned: mallory
                  extra_user_groups:
                    cs101: [ada]
                    empty:
                limits:
                  memory: 4G
                  cpu: None
                https:
                  enabled: true
                """);
        assertEquals(List.of(), config.faults());
        assertEquals(
                List.of("ada", "0123", "no", "1e3"),
                config.allowed().stream().map(Named::text).toList());
        assertEquals(List.of(new Named("dana", 4)), config.admins());
        assertEquals(List.of(new Named("mallory", 5)), config.banned());
        assertEquals("config.yaml:4", config.at(config.admins().get(0)));
        assertEquals(List.of(new Named("ada", 7)), config.groups().get("cs101"));
        assertEquals(List.of(), config.groups().get("empty"));
        assertEquals(Optional.of("4G"), config.memory().map(Named::text));
        assertEquals(Optional.empty(), config.cpu());
        assertTrue(config.https());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users: [broken | not YAML",
                "users: {allowed: [[ada]]} | users.allowed holds something else than a name",
                "users: {admin: {ada: true}} | users.admin is no list of names",
                "users: {admin: &a [*a]} | something else",
            })
    void whatIsNotUnderstoodIsSaid(String text, String said) {
        TljhConfig config = TljhConfig.parse("config.yaml", text);
        assertEquals(1, config.faults().size(), config.toString());
        assertTrue(config.faults().get(0).startsWith("config.yaml:1: "), config.toString());
        assertTrue(config.faults().get(0).contains(said), config.toString());
    }

    @ParameterizedTest
    @CsvSource({"''", "users:", "users: {allowed: }", "users: {allowed: []}", "- a list"})
    void noNamesAreNone(String text) {
        TljhConfig config = TljhConfig.parse("config.yaml", text);
        assertEquals(List.of(), config.allowed());
        assertEquals(List.of(), config.faults());
    }

    private static final String TCP = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1
               1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 112 1
               2: 0A01A8C0:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 113 1
               3: 0A01A8C0:1F40 0B01A8C0:0050 01 00000000:00000000 00:00000000 00000000     0        0 114 1
            """;

    private static final String TCP6 = """
              sl  local_address                         remote_address                        st tx rx tr tm retr uid timeout inode
               0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 115
               1: 00000000000000000000000001000000:0051 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 116
               2: 0000000000000000FFFF00000100007F:0052 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 117
            """;

    @Test
    void whoListensWhere() {
        List<ListeningSocket> sockets = ListeningSocket.parse(TCP, true);
        assertEquals(3, sockets.size());
        assertEquals(new ListeningSocket("00000000", 80, 0, 111), sockets.get(0));
        assertTrue(sockets.get(0).isEverywhere());
        assertArrayEquals(new byte[] {127, 0, 0, 1}, sockets.get(0).reachable());
        assertTrue(sockets.get(1).isLoopback());
        assertFalse(sockets.get(2).isLoopback());
        assertArrayEquals(
                new byte[] {(byte) 192, (byte) 168, 1, 10}, sockets.get(2).reachable());
        assertEquals(
                List.of(false, true, true),
                ListeningSocket.parse(TCP6, true).stream()
                        .map(ListeningSocket::isLoopback)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "0::/system.slice/jupyter-ada.service, jupyter-ada.service",
        "0::/system.slice/jupyter-ada.service/kernel.scope, jupyter-ada.service",
        "0::/user.slice/user-1001.slice/user@1001.service/app.slice/x.service, user@1001.service",
        "0::/user.slice/user-1001.slice/session-3.scope, session-3.scope",
        "1:name=systemd:/system.slice/jupyterhub.service, jupyterhub.service",
        "4:memory:/system.slice/other.service, ''",
        "0::/, ''",
    })
    void unitsOfProcesses(String cgroup, String unit) {
        assertEquals(unit, ProcessPlaces.unit(cgroup + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/tljh/hub/bin/python3 -m jupyterhub -f x, true",
        "/usr/bin/python3 -m jupyterhub.app -f x --upgrade-db, true",
        "/usr/bin/python3 -m jupyterhub.singleuser, false",
        "/usr/bin/python3 /usr/bin/jupyterhub, true",
        "/usr/bin/jupyterhub --port 1, true",
        "/usr/bin/python3 /usr/bin/jupyterhub-singleuser, false",
        "vi jupyterhub_config.py, false",
        "tail -f /var/log/jupyterhub, false",
    })
    void whatIsAHub(String command, boolean hub) {
        assertEquals(hub, ProcessPlaces.isHub(List.of(command.split(" ", -1))));
    }

    @Test
    void theLastMountOnTmpCountsAndTheRootWhereThereIsNone() {
        String root = "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n";
        String first = "21 20 0:30 / /tmp rw - tmpfs tmpfs rw\n";
        String own = "22 21 8:1 /tmp/systemd-private-x/tmp /tmp rw - ext4 /dev/sda1 rw\n";
        assertEquals("8:1 /", ProcessPlaces.tmp(root));
        assertEquals("0:30 /", ProcessPlaces.tmp(root + first));
        assertEquals("8:1 /tmp/systemd-private-x/tmp", ProcessPlaces.tmp(root + first + own));
        assertEquals("", ProcessPlaces.tmp(""));
    }
}
