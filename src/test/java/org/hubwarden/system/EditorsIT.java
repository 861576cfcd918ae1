package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to edit the state file is picked up by itself, and no way to spoil it costs anybody their account. */
class EditorsIT {

    private static final String FILE = Hub.STATE_FILE;
    private static final String NEXT = "/root/next.yaml";
    private static final String COMMENT = "# 0123456789012345678901234567890123456789\n";

    /** The newest first and the oldest last, so that a file cut short loses people who have accounts. */
    private static final List<String> names = new ArrayList<>(List.of("alice", "bob", "carol"));

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;
    private List<String> locksBefore = List.of();

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, state());
        hub.converge();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static String state() {
        StringBuilder text = new StringBuilder(COMMENT + "version: 1\nusers:\n");
        names.forEach(name -> text.append("- ").append(name).append('\n'));
        return text.toString();
    }

    /** Everybody so far and one more, in {@link #NEXT}; the new name. */
    private static String next() {
        String name = "u" + names.size();
        names.add(0, name);
        machine.write(NEXT, state());
        return name;
    }

    private static Result edit(String script, String name) {
        return machine.run("sh", "-ec", "F=" + FILE + " NEXT=" + NEXT + " NAME=" + name + "\n" + script);
    }

    private static void pickedUp(String name) {
        hub.awaitShell("id jupyter-" + name);
    }

    private static void edited(String script) {
        String name = next();
        edit(script, name).orFail();
        pickedUp(name);
    }

    /** Puts a good file back, whatever stands in its place, and waits until it is believed. */
    private static void mended() {
        edited("chmod 755 /etc/hubwarden; rm -rf $F; cp $NEXT $F");
        isInState("converged");
    }

    private static void isInState(String state) {
        hub.awaitShell("grep -q '\"state\" : \"" + state + "\"' /run/hubwarden/status.json");
    }

    private static List<String> locks() {
        return hub.journal().lines().filter(line -> line.contains(" locked")).toList();
    }

    @BeforeEach
    void lookBefore() {
        locksBefore = locks();
    }

    /** In the journal as well, because a lock that is taken back a moment later would not show in the files. */
    @AfterEach
    void nobodyWasLocked() {
        assertEquals("", machine.sh("grep '^jupyter-.*nologin' /etc/passwd").stdout());
        assertEquals(locksBefore, locks());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp $NEXT $F",
                "install -m 644 $NEXT $F",
                "mv $NEXT $F",
                "sed -i \"s/^users:$/&\\n- $NAME/\" $F",
                "cat $NEXT | tee $F",
                "head -c 60 $NEXT >$F; sleep 0.2; tail -c +61 $NEXT >>$F",
            })
    void anEditIsPickedUp(String script) {
        edited(script);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"set backupcopy=yes | true", "set backupcopy=no writebackup backup | false"})
    void vimIsPickedUp(String options, boolean inPlace) {
        String before = inode();
        edited("vim.tiny -es -u NONE -c '" + options + "' -c \"%s/^users:$/users:\\r- $NAME/\" -c wq $F </dev/null");
        assertEquals(inPlace, inode().equals(before), "vim wrote as it was told to");
    }

    private static String inode() {
        return machine.run("stat", "-c", "%i", FILE).orFail().stdout();
    }

    @Test
    void aLinkAndWhatIsBehindItArePickedUp() {
        edited("mkdir -p /srv/one /srv/two; cp $NEXT /srv/one/hub; ln -sfn /srv/one/hub $F");
        edited("cp $NEXT /srv/one/hub");
        edited("install -m 644 $NEXT /srv/one/hub");
        edited("cp $NEXT /srv/two/hub; ln -sfn /srv/two/hub $F");
        edited("cp $NEXT /srv/two/hub");
        mended();
    }

    @Test
    void aSlowWriterIsWaitedFor() {
        edited("while IFS= read -r line; do echo \"$line\"; sleep 0.1; done <$NEXT >$F");
    }

    @Test
    void aWriterThatStopsInTheMiddleOfANameCostsNobody() {
        String name = next();
        int cut = state().indexOf("carol") + 2;
        edit("head -c " + cut + " $NEXT >$F", name).orFail();
        isInState("degraded");
        edit("tail -c +" + (cut + 1) + " $NEXT >>$F", name).orFail();
        pickedUp(name);
        assertNotEquals(0, machine.run("id", "jupyter-ca").exit());
    }

    @Test
    void aFileThatIsEmptyForASecondCostsNobody() {
        edited(": >$F; sleep 1; cat $NEXT >$F");
        assertTrue(hub.journal().contains("the file is empty"), hub::journal);
    }

    @Test
    void aFileThatIsAwayForAMomentIsNotMissed() {
        long before = saidToBeMissing();
        edit("mv $F $F.away; sleep 0.05; mv $F.away $F", "").orFail();
        edited("mv $F $F.away; sleep 0.05; cp $NEXT $F.away; mv $F.away $F");
        assertEquals(before, saidToBeMissing());
    }

    private static long saidToBeMissing() {
        return hub.journal()
                .lines()
                .filter(line -> line.contains("there is no such file"))
                .count();
    }

    @Test
    void withoutAFileTheLastGoodStateStaysInForceAndThatIsSaidOnce() {
        long before = saidToBeMissing();
        machine.run("rm", FILE).orFail();
        isInState("degraded");
        for (int pass = 0; pass < 3; pass++) {
            machine.run("gpasswd", "-d", "jupyter-alice", "jupyterhub-users").orFail();
            hub.awaitShell("id -nG jupyter-alice | grep -q jupyterhub-users");
            isInState("degraded");
        }
        assertEquals(before + 1, saidToBeMissing());
        machine.run("systemctl", "restart", "hubwarden").orFail();
        isInState("degraded");

        Result status = machine.run("hubwarden", "status");
        assertEquals(1, status.exit());
        assertTrue(status.stdout().contains("degraded"), status::toString);
        Result check = machine.run("hubwarden", "check");
        assertEquals(1, check.exit());
        assertTrue(check.stdout().contains("there is no such file; write one that begins with"), check::toString);
        assertTrue(check.stdout().contains("last good state"), check::toString);
        mended();
        assertEquals(0, machine.run("hubwarden", "status").exit());
        assertEquals(0, machine.run("hubwarden", "check").exit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sed -i 's/^- carol/- Carol Smith/' $F" + " | " + FILE + ":[0-9]*:3: .*Carol Smith",
                "sed -i /^version/d $F | the key version is missing",
                "printf 'version: 1\\nusers:\\n- alice' >$F | newline",
                "printf '\\377\\n' >>$F | UTF-8",
                "chmod o+w $F | " + FILE + ": can be written by others than its owner",
                "chown jupyter-alice $F | " + FILE + ": belongs to uid [0-9]* and must belong to uid 0",
                "chmod 0777 /etc/hubwarden | /etc/hubwarden can be written by others than its owner",
                "rm $F; mkfifo $F | " + FILE + ": is a FIFO, not a regular file",
                "rm $F; mkdir $F | " + FILE + ": is a directory, not a regular file",
                "ln -sfn /dev/zero $F | /dev/zero is a device, not a regular file",
                "ln -sfn /srv/nothing $F | leads through a link to /srv/nothing, where nothing is",
            })
    void aFileThatIsNotToBeBelievedCostsNobody(String spoil, String said) {
        edit(spoil, "").orFail();
        hub.awaitShell(
                "journalctl --sync; journalctl -b -o cat -u hubwarden | grep -q 'changes nobody: .*" + said + "'");
        isInState("degraded");
        mended();
    }

    @Test
    void checkNamesEveryPlaceAndWhatHoldsMeanwhile() {
        edit("sed -i -e 's/^users/user/' $F", "").orFail();
        Result check = machine.run("hubwarden", "check");
        assertEquals(1, check.exit());
        assertTrue(check.stdout().contains(FILE + ":3:1: the key \"user\" is unknown"), check::toString);
        assertTrue(check.stdout().contains("the key users is missing"), check::toString);
        assertTrue(
                check.stdout()
                        .contains("Not OK: " + FILE + " as it is now changes nobody. State in force: the last good"),
                check::toString);
        Result plan = machine.run("hubwarden", "plan");
        assertEquals(1, plan.exit());
        mended();
    }

    @Test
    void whatEditorsLeaveBesideItIsNotRead() {
        String other = "version: 1\nusers: [dropping]\n";
        for (String name : List.of("state.yaml~", ".state.yaml.swp", "#state.yaml#", "4913", "state.yaml.dpkg-new")) {
            machine.write("/etc/hubwarden/" + name, other);
        }
        edited("cp $NEXT $F");
        assertNotEquals(0, machine.run("id", "jupyter-dropping").exit());
    }

    @Test
    void anEditThatKeepsSizeAndTimeIsSeen() {
        String before = machine.run("stat", "-c", "%s %Y %y", FILE).orFail().stdout();
        String name = next();
        String line = "- " + name + "\n";
        String shorter = COMMENT.substring(line.length());
        machine.write(NEXT, state().replace(COMMENT, "#" + shorter.substring(1)));
        edit("touch -r $F /root/ref; cat $NEXT >$F; touch -r /root/ref $F", name)
                .orFail();
        assertEquals(
                before, machine.run("stat", "-c", "%s %Y %y", FILE).orFail().stdout());
        pickedUp(name);
        assertFalse(hub.journal().contains("changes nobody: " + FILE + ":1:"));
    }
}
