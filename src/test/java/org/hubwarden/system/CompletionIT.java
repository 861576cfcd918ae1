package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tab key, in a bash on a terminal. */
class CompletionIT {

    private static final String LONG = "professor.grace.hopper@navy.example";

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, """
                version: 1
                users: [alice, albert, professor.grace.hopper@navy.example]
                admins: [dana]
                """);
        hub.converge();
        // Somebody without our full name, as adopted accounts have none; and names that a shell must not come to see.
        machine.sh("echo 'jupyter-zoe:x:4001:4001:Zoe,,:/:/bin/sh' >>/etc/passwd;"
                        + "echo 'jupyter-q:x:4002:4002:JupyterHub user q$(id):/:/bin/sh' >>/etc/passwd;"
                        + "echo 'jupyter-zz`id`:x:4003:4003::/:/bin/sh' >>/etc/passwd;"
                        + "mkdir -p /srv/tree/etc && echo 'jupyter-tess:x:1:1::/:/bin/sh' >/srv/tree/etc/passwd")
                .orFail();
    }

    @ParameterizedTest
    @CsvSource({
        "'pl', plan",
        "'plan --r', plan --root",
        "'plan --js', plan --json",
        "'show ali', show alice",
        "'show da', show dana",
        "'show --json da', show --json dana",
        "'show prof', show " + LONG,
        "'show professor.grace.hopper@na', show " + LONG,
        "'show professor.grace.hopper@', show " + LONG,
        "'show zo', show zoe",
        "'import tl', import tljh",
        "'status alb', status albert",
        "'whois jupyter-da', whois jupyter-dana",
        "'show --root=/srv/tree te', show --root=/srv/tree tess",
        "'show --root /srv/tree te', show --root /srv/tree tess",
        "'check --root /sr', check --root /srv",
        "'check --root=/sr', check --root=/srv",
        "'show q', show q",
        "'show zz', show zz",
        "'plan a', plan a",
        "'show nobody', show nobody",
    })
    void oneAnswerIsPutIn(String typed, String completed) {
        assertEquals(completed.strip(), typed(typed + "\t"));
    }

    @Test
    void severalAnswersAreCompletedAsFarAsTheyAgree() {
        assertEquals("show al", typed("show a\t"));
    }

    @Test
    void whatIsOfferedWithoutAnyLetter() {
        assertEquals("albert alice dana " + LONG + " zoe", offered("hubwarden show "));
        String commands = offered("hubwarden ");
        for (String command : new String[] {"check", "plan", "apply", "status", "list", "show", "whois", "schema"}) {
            assertEquals(true, (" " + commands + " ").contains(" " + command + " "), commands);
        }
    }

    /** What reaches the command when this is typed after its name, keys included, on a terminal. */
    private static String typed(String keys) {
        machine.write("/root/typed", "hubwarden " + keys + "\nexit\n");
        machine.write("/root/bashrc", """
                . /usr/share/bash-completion/completions/hubwarden
                hubwarden() { echo "$*" >/root/got; }
                """);
        machine.sh(
                        "rm -f /root/got; cd /; script -qec 'bash --noprofile --rcfile /root/bashrc -i' /dev/null </root/typed >/dev/null")
                .orFail();
        return machine.readText("/root/got").strip();
    }

    /** All answers for a line, as bash's own function hands them over. */
    private static String offered(String line) {
        machine.write("/root/offered", """
                . /usr/share/bash-completion/completions/hubwarden
                COMP_LINE=$1 COMP_POINT=${#1}
                _hubwarden
                echo "${COMPREPLY[*]}"
                """);
        return machine.run("bash", "/root/offered", line).orFail().stdout().strip();
    }
}
