package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Forty processes that edit account files, again and again, against passes that add and change users: no update of either
 * side is lost.
 */
class StormIT {

    private static final int ROUNDS = 5;
    private static final String HASH = "stormhash";

    /** One line a process: what it does in round {@code $r} as number {@code $i}. Who is locked out tries again. */
    private static final String STORM = """
            r=$1
            again() { until "$@" >>/root/storm.log 2>&1; do sleep 0.2; done; }
            for i in $(seq 12); do again useradd -M -s /bin/sh "new$r-$i" & done
            for i in $(seq 8); do again gpasswd -a "old$i" "grp$r-$i" & done
            for i in $(seq 6); do (again sh -c "echo 'old$i:%s-$r-$i' | chpasswd -e") & done
            for i in $(seq 7 8); do again passwd -l "old$i" & done
            for i in $(seq 4); do again chsh -s "/bin/shell$r" "old$i" & done
            for i in $(seq 5 8); do again chage -E "$((20000 + r))" "old$i" & done
            for i in $(seq 4); do
              echo "u sys$r-$i" >/run/storm-$i.conf
              (again systemd-sysusers /run/storm-$i.conf) &
            done
            wait
            """.formatted(HASH);

    private static final List<String> FILES = List.of("passwd", "shadow", "group", "gshadow");
    private static final Container machine = Container.boot("bookworm");
    private static final List<String> everybody = new ArrayList<>();
    private static String strangers = "";
    private static String complaints = "";
    private static Hub hub;

    @BeforeAll
    static void weather() {
        machine.sh(
                        "for i in $(seq 8); do useradd -M -p '!' old$i; for r in 1 2 3 4 5; do groupadd grp$r-$i; done; done\n"
                                + "useradd -M -c 'Zo\\351, room 1' stranger; useradd -M -K UID_MAX=70000 -u 65000 faraway;"
                                + "groupadd -g 65001 emptygroup")
                .orFail();
        strangers = strangers();
        complaints = complaints();
        everybody.add("u0");
        hub = Hub.start(machine, state(1));
        machine.write("/root/storm", STORM);
        for (int round = 1; round <= ROUNDS; round++) {
            storm(round);
        }
        hub.converge();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    /** Admins and groups change places each time, and nobody leaves. */
    private static String state(int turn) {
        String users = everybody.stream()
                .map(name -> "  " + name + ": {groups: [team" + (name.hashCode() + turn & 1) + "]}\n")
                .collect(Collectors.joining());
        return "version: 1\ngroups: [team0, team1]\nadmins: [boss" + (turn & 1) + "]\nusers:\n  boss" + (turn + 1 & 1)
                + ":\n" + users;
    }

    /** Passes of the daemon, and those of commands, until the storm is over. */
    private static void storm(int round) {
        Background storm = machine.start("bash", "/root/storm", Integer.toString(round));
        int passes = 0;
        while (storm.isAlive() || passes == 0) {
            everybody.add("u" + everybody.size());
            machine.write(Hub.STATE_FILE, state(passes++));
            machine.run("hubwarden", "apply");
        }
        storm.await(Container.PATIENCE).orFail();
    }

    private static String strangers() {
        return machine.sh("cd /etc; LC_ALL=C grep -E '^(stranger|faraway|emptygroup|daemon|games|sync):'"
                        + " passwd shadow group gshadow | base64")
                .stdout();
    }

    /** Homes are missing since the storm makes none, and bookworm's own accounts miss theirs. */
    private static String complaints() {
        return machine.sh("{ pwck -r; grpck -r; } 2>&1 | grep -vE 'does not exist|no changes'")
                .stdout();
    }

    private static List<String> missing(String file, int from, int to, String line) {
        List<String> lines = machine.run("cat", "/etc/" + file).lines();
        return IntStream.rangeClosed(1, ROUNDS)
                .boxed()
                .flatMap(r -> IntStream.rangeClosed(from, to)
                        .mapToObj(i -> line.replace("$r", "" + r).replace("$i", "" + i)))
                .filter(wanted -> lines.stream().noneMatch(has -> has.matches(wanted)))
                .toList();
    }

    @Test
    void everyAccountOfUseraddIsInAllFiles() {
        for (String file : FILES) {
            assertEquals(List.of(), missing(file, 1, 12, "new$r-$i:.*"), file);
        }
    }

    @Test
    void everyAccountOfSysusersIsInAllFiles() {
        for (String file : FILES) {
            assertEquals(List.of(), missing(file, 1, 4, "sys$r-$i:.*"), file);
        }
    }

    @Test
    void everyMemberOfGpasswdIsOne() {
        assertEquals(List.of(), missing("group", 1, 8, "grp$r-$i:x:[0-9]+:old$i"));
        assertEquals(List.of(), missing("gshadow", 1, 8, "grp$r-$i:.*:old$i"));
    }

    @Test
    void everyChangeOfPasswordExpiryAndShellOfTheLastRoundIsThere() {
        List<String> lines = machine.sh("cat /etc/passwd /etc/shadow").lines();
        for (int i = 1; i <= 8; i++) {
            String name = "old" + i;
            List<String> own =
                    lines.stream().filter(l -> l.startsWith(name + ":")).toList();
            assertEquals(2, own.size(), own::toString);
            assertTrue(i > 4 || own.get(0).endsWith(":/bin/shell" + ROUNDS), own::toString);
            assertTrue(i > 6 || own.get(1).startsWith(name + ":" + HASH + "-" + ROUNDS + "-" + i + ":"), own::toString);
            assertTrue(i < 5 || own.get(1).endsWith(":" + (20000 + ROUNDS) + ":"), own::toString);
        }
    }

    @Test
    void everyAccountOfOursIsInAllFilesAndInItsGroup() {
        for (String file : FILES) {
            List<String> lines = machine.run("cat", "/etc/" + file).lines();
            for (String name : everybody) {
                assertTrue(
                        lines.stream().anyMatch(line -> line.startsWith("jupyter-" + name + ":")),
                        name + " in " + file);
            }
        }
        assertEquals(
                new TreeSet<>(everybody.stream().map(name -> "jupyter-" + name).toList()),
                new TreeSet<>(machine.sh("getent group team0 team1 | cut -d: -f4 | tr ',' '\\n' | grep .")
                        .lines()));
    }

    /** A pass would heal what was lost, and tell it. */
    @Test
    void noAccountOfOursWasMadeTwice() {
        assertEquals(
                "",
                machine.sh(
                                "journalctl --sync; journalctl -o cat | grep '^account .* created' | cut -d: -f1 | sort | uniq -d")
                        .stdout());
    }

    @Test
    void linesOfOthersAreTheSameByteForByte() {
        assertEquals(strangers, strangers());
    }

    @Test
    void nothingIsThereTwiceAndNobodyComplains() {
        for (String file : List.of("passwd", "group")) {
            assertEquals(
                    "",
                    machine.sh("cut -d: -f3 /etc/" + file + " | sort | uniq -d").stdout());
        }
        for (String file : FILES) {
            assertEquals(
                    "",
                    machine.sh("cut -d: -f1 /etc/" + file + " | sort | uniq -d").stdout());
        }
        assertEquals(complaints, complaints());
        assertEquals(
                "",
                machine.sh("ls -A /etc | grep -E '[a-z]\\.lock$' | grep -vx .pwd.lock")
                        .stdout());
    }
}
