package org.hubwarden.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hubwarden.model.UnixName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerEnvironmentTest {

    private static final ServerEnvironment.Own OWN = new ServerEnvironment.Own(
            new UnixName("jupyter-alice"), "/home/jupyter-alice", "/bin/bash", List.of("/opt/hub/bin/singleuser"));

    private static String text(String name, String value) {
        return ServerEnvironment.text(Map.of(name, value), OWN)
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAccountsOwnAreSetFromTheAccount() {
        assertEquals("""
                HOME="/home/jupyter-alice"
                JUPYTERHUB_USER="alice"
                LOGNAME="jupyter-alice"
                PATH="/opt/hub/bin:/usr/local/bin:/usr/bin:/bin"
                SHELL="/bin/bash"
                USER="jupyter-alice"
                """, ServerEnvironment.text(Map.of("JUPYTERHUB_USER", "alice"), OWN));
    }

    /** By the rules of systemd 252: between double quotes, a backslash makes plain what would have a meaning. */
    @Test
    void quotingLeavesNothingThatEndsTheValue() {
        assertEquals("LANG=\"\"", text("LANG", ""));
        assertEquals("LANG=\" a b \"", text("LANG", " a b "));
        assertEquals("LANG=\"\\\"; LD_PRELOAD=/tmp/x; \\\"\"", text("LANG", "\"; LD_PRELOAD=/tmp/x; \""));
        assertEquals("LANG=\"\\\\\"", text("LANG", "\\"));
        assertEquals("LANG=\"\\\\\\\"\"", text("LANG", "\\\""));
        assertEquals("LANG=\"\\$HOME \\`id\\` %h #x ;y 'z\"", text("LANG", "$HOME `id` %h #x ;y 'z"));
        assertEquals("LANG=\"\\\\n\"", text("LANG", "\\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "PYTHONPATH",
                "PYTHONSTARTUP",
                "BASH_ENV",
                "ENV",
                "GCONV_PATH",
                "PATH",
                "HOME",
                "USER",
                "SHELL",
                "LOGNAME",
                "XDG_RUNTIME_DIR",
                "jupyterhub_x",
                "LANGUAGE",
                "LC",
                "IFS",
                "NODE_OPTIONS"
            })
    void whatAHubMayNotSetIsRefused(String name) {
        ServerEnvironment.Fault fault =
                ServerEnvironment.fault(Map.of(name, "secret")).orElseThrow();
        assertFalse(fault.isTooMuch());
        assertTrue(fault.sentence().contains(name), fault::sentence);
        assertFalse(fault.sentence().contains("secret"), fault::sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JUPYTERHUB_API_TOKEN",
                "JPY_API_TOKEN",
                "JUPYTER_PORT",
                "MEM_LIMIT",
                "CPU_GUARANTEE",
                "LANG",
                "LC_ALL"
            })
    void whatAHubSetsIsTaken(String name) {
        assertTrue(ServerEnvironment.fault(Map.of(name, "x y")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "13", "64976", "65007", "65534", "65535", "131070", "1114111", "55296"})
    void whatSystemdWouldNotTakeIsRefused(int c) {
        String value = "a" + (c == 55296 ? "\ud800" : Character.toString(c)) + "b";
        assertTrue(ServerEnvironment.fault(Map.of("LANG", value)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "\u0001\u007f", "\u2028", "\ud83d\ude00", "é"})
    void whateverElseIsACharacterIsTaken(String value) {
        assertTrue(ServerEnvironment.fault(Map.of("LANG", value)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A B", "A=B", "JUPYTERHUB_\n", "JUPYTERHUB_é", "JUPYTERHUB_\"x"})
    void whatIsNoNameIsRefused(String name) {
        assertTrue(ServerEnvironment.fault(Map.of(name, "x")).isPresent());
    }

    @Test
    void tooMuchIsTooMuch() {
        assertTrue(ServerEnvironment.fault(Map.of("LANG", "x".repeat(20_000)))
                .orElseThrow()
                .isTooMuch());
        assertTrue(ServerEnvironment.fault(Map.of("JUPYTERHUB_" + "X".repeat(200), "x"))
                .orElseThrow()
                .isTooMuch());
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < ServerEnvironment.MOST; i++) {
            many.put("JUPYTERHUB_" + i, "x");
        }
        assertTrue(ServerEnvironment.fault(many).isEmpty());
        many.put("LANG", "x");
        assertTrue(ServerEnvironment.fault(many).orElseThrow().isTooMuch());
        many.clear();
        for (int i = 0; i < 10; i++) {
            many.put("JUPYTERHUB_" + i, "x".repeat(10_000));
        }
        assertTrue(ServerEnvironment.fault(many).orElseThrow().isTooMuch());
    }
}
